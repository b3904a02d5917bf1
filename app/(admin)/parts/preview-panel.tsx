import type { Consequence } from '#domain/rehearsals'
import { statusWords } from '#domain/status'
import { IncidentCard } from '../../../components/incident/incident-card.tsx'
import { stateText } from '../../../components/state-colors.tsx'
import { StateIcon } from '../../../components/state-icon.tsx'
import type { Preview } from './publication.ts'

/** What customers would see, by the same component as on the page, and what publishing does besides. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { incident, consequences, now, timeZone } = preview
  if (!incident) {
    return (
      <p className="mt-3 rounded-panel border-2 border-dashed border-no-data bg-no-data-tint p-5">
        It is <strong className="font-semibold">internal</strong>: only the team sees it, and the page’s components stay
        as they are.
      </p>
    )
  }
  return (
    <>
      <div className="mt-3 rounded-panel border border-line bg-page p-3 sm:p-5">
        <IncidentCard incident={incident} now={now} timeZone={timeZone} isPreview />
      </div>
      <h3 className="mt-5 font-semibold">Publishing does this</h3>
      <ul className="mt-1.5 grid gap-1" role="list">
        <li className="flex gap-2">
          <span className="mt-1 text-muted">
            <StateIcon state="operational" />
          </span>
          It is public at once, on the page and under its own address.
        </li>
        {consequences.map((consequence) => (
          <ConsequenceLine key={consequence.componentId} consequence={consequence} />
        ))}
      </ul>
    </>
  )
}

function ConsequenceLine({ consequence }: { consequence: Consequence }) {
  return (
    <li className="flex gap-2">
      <span className={`mt-1 ${stateText[consequence.to]}`}>
        <StateIcon state={consequence.to} />
      </span>
      {consequenceWords(consequence)}
    </li>
  )
}

/** What happens to a component, as customers see it, and what keeps it where it is. */
export function consequenceWords({ name, isHidden, from, to, stillHeldBy }: Consequence): string {
  const status = statusWords[to].toLowerCase()
  const holders = stillHeldBy.map((holder) => (holder.title === null ? 'a status set by hand' : `“${holder.title}”`))
  const held = holders.length > 0 ? ` held by ${holders.join(' and ')}` : ''
  const hidden = isHidden ? ' (hidden: customers don’t see it)' : ''
  if (from === to) return `${name} stays at ${status}${held ? `,${held}` : ''}${hidden}.`
  if (to === 'operational') return `${name} returns to operational${hidden}.`
  if (held && stillHeldBy.some((holder) => holder.status === to)) return `${name} goes to ${status},${held}${hidden}.`
  return `${name} goes from ${statusWords[from].toLowerCase()} to ${status}${hidden}.`
}
