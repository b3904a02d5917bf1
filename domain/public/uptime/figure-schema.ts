import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { envelope } from '../candor-api/schemas.ts'

const time = z.iso.datetime({ precision: 3 })
const status = z.enum(componentStatuses)
const weight = z.record(status.exclude(['operational']), z.number())
const percent = z.number().min(0).max(100).nullable()
const named = { slug: z.string(), name: z.string() }

const figureFields = {
  weighted_percent: percent,
  strict_percent: percent,
  weighted_percent_exact: percent,
  strict_percent_exact: percent,
  observed_seconds: z.number(),
  weighted_downtime_seconds: z.number(),
  strict_downtime_seconds: z.number(),
  major_outage_seconds: z.number(),
  partial_outage_seconds: z.number(),
  degraded_performance_seconds: z.number(),
  under_maintenance_seconds: z.number(),
}

const commonFields = {
  ...envelope,
  page: z.strictObject({ name: z.string(), time_zone: z.string() }),
  period: z.strictObject({ name: z.string(), from: time, to: time }),
  weights: z.strictObject({ weighted: weight, strict: weight }),
}

const windowFields = {
  status,
  belongs_to: z.strictObject({
    kind: z.enum(['hand', 'incident', 'maintenance', 'merged_away']),
    id: z.string().nullable(),
    title: z.string().nullable(),
  }),
  started_at: time,
  ended_at: time.nullable(),
  from: time,
  to: time,
  seconds: z.number(),
  counted_seconds: z.number().describe('For how long it decided the status.'),
}

const componentFigureSchema = z.strictObject({
  ...commonFields,
  component: z.strictObject({ id: z.string(), ...named }),
  figure: z.strictObject(figureFields),
  observed: z.strictObject({ from: time, to: time }).nullable(),
  windows: z.array(z.strictObject(windowFields)),
  false_alarms: z.array(z.strictObject({ ...windowFields, reason: z.string().nullable() })),
  corrections: z.array(
    z.strictObject({
      at: time,
      reason: z.string().nullable(),
      is_minor: z.boolean(),
      incident: z.strictObject({ id: z.string(), title: z.string() }),
      changes: z.array(z.strictObject({ kind: z.string(), was: z.string().nullable(), is: z.string().nullable() })),
    }),
  ),
  no_data: z.array(z.strictObject({ reason: z.string(), from: time, to: time, seconds: z.number() })),
  days: z.array(
    z.strictObject({
      date: z.iso.date(),
      seconds: z.number(),
      worst_status: z.enum([...componentStatuses, 'no_data']),
      ...figureFields,
    }),
  ),
})

const groupFigureSchema = z.strictObject({
  ...commonFields,
  group: z.strictObject({ id: z.string(), name: z.string().nullable().describe('Null for all components.') }),
  figure: z.strictObject({ weighted_mean_percent: percent, strict_mean_percent: percent }),
  components: z.array(z.strictObject({ ...named, ...figureFields })),
  left_out: z.array(z.strictObject({ ...named, reason: z.string() })),
})

/** `/api/candor/uptime.json`. */
export const uptimeSchema = z.union([componentFigureSchema, groupFigureSchema])
