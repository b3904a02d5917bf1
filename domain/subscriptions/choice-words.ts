import type { Choices } from './choices.ts'

/** The words of each choice: the same in mails, on pages and in forms. */
export const updateChoiceWords: Record<Choices['updates'], string> = {
  all: 'Every update',
  start_and_end: 'Only when it starts and when it ends',
}

export const leastImpactWords: Record<Choices['leastImpact'], string> = {
  none: 'All incidents',
  minor: 'Minor incidents and worse',
  major: 'Major incidents and worse',
  critical: 'Critical incidents only',
}

export const cadenceWords: Record<Choices['cadence'], string> = {
  as_it_happens: 'As it happens',
  daily: 'Once a day, all in one mail',
}

/** A time zone as people read it. */
export function zoneWords(timeZone: string): string {
  return timeZone === 'Etc/UTC' ? 'UTC' : timeZone.replaceAll('_', ' ')
}

/** What choices name, as people call it. */
export interface NamedChoices {
  components: string[]
  groups: string[]
  incidents: string[]
}

/** What somebody hears, in lines. */
export function choiceLines(choices: Choices, { components, groups, incidents }: NamedChoices): string[] {
  const parts = [...groups.map((name) => `all of ${name}`), ...components]
  const general = choices.coversPage || parts.length > 0
  return [
    ...(choices.coversPage ? ['Everything on the page'] : []),
    ...(!choices.coversPage && parts.length > 0 ? [`Of ${parts.join(', ')}`] : []),
    ...incidents.map((title) => `Of “${title}”, until it is over`),
    ...(general ? [leastImpactWords[choices.leastImpact]] : []),
    ...(general ? [updateChoiceWords[choices.updates]] : []),
    ...(general ? [choices.hearsMaintenance ? 'Planned maintenance too' : 'No planned maintenance'] : []),
    choices.cadence === 'daily' && choices.timeZone
      ? `${cadenceWords.daily}, by the time in ${zoneWords(choices.timeZone)}`
      : cadenceWords[choices.cadence],
  ]
}
