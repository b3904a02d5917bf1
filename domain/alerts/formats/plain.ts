import { z } from 'zod'
import { fingerprintOf, instant, labelsInput, shortKey, titleOf, type Delivery } from './delivery.ts'

/** Candor's own form, for scripts: one alert. The README describes it. */
const plainDelivery = z.strictObject({
  /** What belongs together: one draft at most is made of it. */
  group: z.string().min(1, 'group is empty.').max(10_000),
  status: z.enum(['firing', 'resolved'], { error: 'status must be firing or resolved.' }),
  labels: labelsInput,
  /** What tells it from other alerts of its group; its labels where it is left out. */
  id: z.string().min(1).max(200).optional(),
  title: z.string().max(1_000).optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
})

export function readPlain(body: unknown): Delivery {
  const { group, status, labels, id, title, startedAt, endedAt } = plainDelivery.parse(body)
  const isFiring = status === 'firing'
  return {
    format: 'plain',
    group: shortKey(group),
    alerts: [
      {
        fingerprint: shortKey(id ?? fingerprintOf(labels)),
        labels,
        title: titleOf(title, labels.alertname, group),
        isFiring,
        startedAt: startedAt ?? null,
        endedAt: isFiring ? null : (endedAt ?? null),
      },
    ],
  }
}
