import { z } from 'zod'
import { instant, shortKey, titleOf, toLabels, type Delivery } from './delivery.ts'

const reference = z.object({ summary: z.string().nullish() }).nullish()

/** PagerDuty's V3 webhook. Source: developer.pagerduty.com, "Webhooks Overview". */
const pagerdutyDelivery = z.object({
  event: z.object({
    event_type: z.string().max(100),
    occurred_at: instant.optional(),
    data: z.looseObject({
      type: z.string().max(100).optional(),
      id: z.string().max(200).optional(),
    }),
  }),
})

const incidentData = z.object({
  id: z.string().min(1).max(200),
  title: z.string().nullish(),
  status: z.enum(['triggered', 'acknowledged', 'resolved']),
  urgency: z.string().nullish(),
  created_at: instant.optional(),
  service: reference,
  priority: reference,
  teams: z.array(reference).nullish(),
})

/** One incident is one alert and one group; notes, responders and test pings say nothing of it. */
export function readPagerduty(body: unknown): Delivery {
  const { event } = pagerdutyDelivery.parse(body)
  if (event.data.type !== 'incident') return { format: 'pagerduty', group: '', alerts: [] }
  const { id, title, status, urgency, created_at, service, priority, teams } = incidentData.parse(event.data)
  const isFiring = status !== 'resolved'
  const isReopened = event.event_type === 'incident.reopened'
  const labels = [
    ['service', service?.summary],
    ['urgency', urgency],
    ['priority', priority?.summary],
    ['team', teams?.[0]?.summary],
    ['title', title],
  ] as const
  return {
    format: 'pagerduty',
    group: shortKey(id),
    alerts: [
      {
        fingerprint: shortKey(id),
        labels: toLabels(labels.flatMap(([name, value]) => (value ? [[name, value] as const] : []))),
        title: titleOf(title ?? undefined, service?.summary ?? undefined),
        isFiring,
        startedAt: (isReopened ? event.occurred_at : created_at) ?? null,
        endedAt: isFiring ? null : (event.occurred_at ?? null),
      },
    ],
  }
}
