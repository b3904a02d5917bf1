import type { ComponentHolder } from '#domain/components/component-statuses'
import { statusWords } from '#domain/status'

/** What holds a component, as a sentence's end: `“Checkout refuses payments” (partial outage)`. */
export function incidentNames(holders: readonly ComponentHolder[]): string {
  return holders
    .map(({ title, status }) => `${title === null ? 'by hand' : `“${title}”`} (${statusWords[status].toLowerCase()})`)
    .join(', ')
}
