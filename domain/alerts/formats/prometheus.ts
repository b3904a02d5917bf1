import { z } from 'zod'
import { alertsLimit, fingerprintOf, instant, labelsInput, shortKey, titleOf, type Delivery } from './delivery.ts'

/**
 * The webhook of Prometheus Alertmanager, version 4, and Grafana's, which took its shape.
 * Sources: prometheus.io/docs/alerting/latest/configuration, webhook_config; Grafana's "Webhook notifier".
 */
const prometheusDelivery = z.object({
  groupKey: z.string().min(1, 'groupKey is empty.').max(10_000),
  commonAnnotations: z.record(z.string(), z.string()).default({}),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: labelsInput,
        annotations: z.record(z.string(), z.string()).default({}),
        startsAt: instant.optional(),
        endsAt: instant.optional(),
        fingerprint: z.string().max(200).optional(),
      }),
    )
    .max(alertsLimit.most, `${alertsLimit.says} Set max_alerts at its source.`),
})

export function readPrometheus(body: unknown, format: 'alertmanager' | 'grafana'): Delivery {
  const { groupKey, commonAnnotations, alerts } = prometheusDelivery.parse(body)
  return {
    format,
    group: shortKey(groupKey),
    alerts: alerts.map(({ status, labels, annotations, startsAt, endsAt, fingerprint }) => ({
      fingerprint: shortKey(fingerprint || fingerprintOf(labels)),
      labels,
      title: titleOf(annotations.summary, commonAnnotations.summary, labels.alertname),
      isFiring: status === 'firing',
      startedAt: startsAt ?? null,
      endedAt: status === 'resolved' ? (endsAt ?? null) : null,
    })),
  }
}
