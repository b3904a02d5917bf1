import type { Choices } from '#domain/subscriptions/choices'

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
