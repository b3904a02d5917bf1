import type { ComponentHolder } from '#domain/components/component-statuses'
import { statusWords } from '#domain/status'

/** What holds a component, as a sentence's end: `“Checkout refuses payments” (partial outage)`. */
export function incidentNames(holders: readonly ComponentHolder[]): string {
  return holders
    .map(
      ({ title, status, alertSource }) =>
        `${title === null ? byWhom(alertSource) : `“${title}”`} (${statusWords[status].toLowerCase()})`,
    )
    .join(', ')
}

function byWhom(alertSource: string | null): string {
  return alertSource === null ? 'by hand' : `by an alert of ${alertSource}`
}
