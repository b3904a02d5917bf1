import type { ChosenIncident, SubscribePage } from '#domain/public/subscribe-page'
import type { Choices } from '#domain/subscriptions/choices'
import { cadenceWords, leastImpactWords, updateChoiceWords, zoneWords } from '#domain/subscriptions/choice-words'

export interface Offered extends Pick<SubscribePage, 'page' | 'ungrouped' | 'groups'> {
  /** The incidents that are named in choices. */
  incidents: readonly ChosenIncident[]
}

/** What somebody asked for or hears, in words. */
export function ChoiceLines({ choices, offered }: { choices: Choices; offered: Offered }) {
  return (
    <dl className="mt-4 space-y-3">
      <Line term="What of">{scopeWords(choices, offered)}</Line>
      <Line term="How much">
        {[`${updateChoiceWords[choices.updates]}.`, ...(isOfIncidentsOnly(choices) ? [] : kindWords(choices))]}
      </Line>
      <Line term="How often">
        {[`${cadenceWords[choices.cadence]}.`, `Times are in ${zoneWords(choices.timeZone ?? offered.page.timeZone)}.`]}
      </Line>
    </dl>
  )
}

function Line({ term, children }: { term: string; children: readonly string[] }) {
  return (
    <div>
      <dt className="text-note text-muted">{term}</dt>
      {children.map((words) => (
        <dd key={words}>{words}</dd>
      ))}
    </div>
  )
}

function scopeWords(choices: Choices, { ungrouped, groups, incidents, page }: Offered): string[] {
  const all = [...ungrouped, ...groups.flatMap(({ components }) => components)]
  return [
    ...(choices.coversPage ? [`Everything at ${page.name}`] : []),
    ...groups.filter(({ id }) => choices.groupIds.includes(id)).map(({ name }) => `All of ${name}`),
    ...all.filter(({ id }) => choices.componentIds.includes(id)).map(({ name }) => name),
    ...incidents
      .filter(({ id }) => choices.incidentIds.includes(id))
      .map(({ title }) => `“${title}”, until it is over`),
  ]
}

/** One incident is one incident, whatever its impact. */
function isOfIncidentsOnly({ coversPage, componentIds, groupIds }: Choices): boolean {
  return !coversPage && componentIds.length + groupIds.length === 0
}

function kindWords({ leastImpact, hearsMaintenance }: Choices): string[] {
  return [
    `${leastImpactWords[leastImpact]}.`,
    hearsMaintenance ? 'Planned maintenance, too.' : 'No planned maintenance.',
  ]
}
