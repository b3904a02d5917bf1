import { defaultPromiseMinutes } from '#domain/incidents/promises'
import type { PageRow } from '#domain/page'

/** What has a usual promise of its own, in the order in which it is told. */
export const promisedImpacts = ['critical', 'major', 'minor'] as const
export const promisedStatuses = ['investigating', 'identified', 'monitoring'] as const

type PromisedImpact = (typeof promisedImpacts)[number]
type PromisedStatus = (typeof promisedStatuses)[number]

export type PromisedMinutes = Record<PromisedImpact, Record<PromisedStatus, number>>

/** The field that holds the minutes; the domain names it so in its errors. */
export function promiseFieldName(impact: PromisedImpact, status: PromisedStatus): string {
  return `promiseMinutes.${impact}.${status}`
}

/** The page's usual promises, filled up where it has none of its own. */
export function promiseMinutesOf(own: PageRow['promiseMinutes']): PromisedMinutes {
  const of = (impact: PromisedImpact, status: PromisedStatus) => defaultPromiseMinutes(impact, status, own) ?? 0
  const byStatus = (impact: PromisedImpact) => ({
    investigating: of(impact, 'investigating'),
    identified: of(impact, 'identified'),
    monitoring: of(impact, 'monitoring'),
  })
  return { critical: byStatus('critical'), major: byStatus('major'), minor: byStatus('minor') }
}
