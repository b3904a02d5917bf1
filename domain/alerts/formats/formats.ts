import type { alertFormats } from '#db/schema/alerts'
import { DomainError } from '../../errors.ts'
import type { Delivery } from './delivery.ts'
import { readPagerduty } from './pagerduty.ts'
import { readPlain } from './plain.ts'
import { readPrometheus } from './prometheus.ts'

export const formatWords: Record<(typeof alertFormats)[number], string> = {
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  pagerduty: 'PagerDuty',
  plain: 'Plain JSON',
}

/** Reads a delivery, told apart by its shape. Throws `invalid` and ZodError, which say what is wrong with it. */
export function readDelivery(body: unknown): Delivery {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unknownShape()
  if ('event' in body) return readPagerduty(body)
  // Grafana took Alertmanager's shape, and says which of its organisations it speaks for.
  if ('alerts' in body) return readPrometheus(body, 'orgId' in body ? 'grafana' : 'alertmanager')
  if ('group' in body) return readPlain(body)
  throw unknownShape()
}

function unknownShape(): DomainError {
  return new DomainError(
    'invalid',
    'This is no webhook that Candor knows: Alertmanager’s and Grafana’s have “alerts” and “groupKey”, PagerDuty’s (V3) has “event”, the plain form has “group”, “status” and “labels”.',
  )
}
