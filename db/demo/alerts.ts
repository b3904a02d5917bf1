import { addAlertRule, type AlertRuleInput } from '#domain/alerts/alert-rules'
import { createAlertSource, findAlertSource, type AlertSourceRow } from '#domain/alerts/alert-sources'
import type { ReceivedAlert } from '#domain/alerts/formats/delivery'
import { takeDelivery, type DeliveryAnswer } from '#domain/alerts/intake'
import type { Db } from '#domain/database'
import { terminal } from './actors.ts'

const minuteMs = 60_000

/** A source of alerts with the rules that are asked for: each maps a service to a component. */
export function makeAlertSource(db: Db, now: number): AlertSourceRow & { token: string } {
  const { token } = createAlertSource(db, terminal, { name: 'Prometheus' }, now)
  return { ...(findAlertSource(db, token) as AlertSourceRow), token }
}

/** A rule that maps alerts with the label `service` to a component. Returns its id. */
export function makeAlertRule(
  db: Db,
  {
    source,
    service,
    ...input
  }: Partial<AlertRuleInput> & { source: AlertSourceRow; service: string; componentId: string },
  now: number,
): string {
  const matchers = [{ label: 'service', operator: '=' as const, value: service }]
  return addAlertRule(db, terminal, source.id, { matchers, status: 'partial_outage', ...input }, now)
}

/** An alert of a service that fires since five minutes, as a delivery tells of it. */
export function receivedAlert(service: string, overrides: Partial<ReceivedAlert>, now: number): ReceivedAlert {
  return {
    fingerprint: service,
    labels: { service, host: 'web-eu-3' },
    title: `HighErrorRate on ${service} at web-eu-3`,
    isFiring: true,
    startedAt: now - 5 * minuteMs,
    endedAt: null,
    ...overrides,
  }
}

/** Takes in a delivery of Alertmanager's. */
export function deliver(
  db: Db,
  { source, alerts, group = 'group-1' }: { source: AlertSourceRow; alerts: ReceivedAlert[]; group?: string },
  now: number,
): DeliveryAnswer {
  return takeDelivery(db, source, { format: 'alertmanager', group, alerts }, now)
}
