import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { recordOfCorrection } from '../candor-api/correction-record.ts'
import { incidentUrl } from '../candor-api/incident-record.ts'
import { envelopeOf, iso, isoOrNull } from '../candor-api/instants.ts'
import { correctionSchema, envelope } from '../candor-api/schemas.ts'
import type { Moment } from './moment.ts'

const time = z.iso.datetime({ precision: 3 })
const state = z.enum([...componentStatuses, 'no_data'])

/** `/at.json`. */
export const momentSchema = z.strictObject({
  ...envelope,
  from: time,
  until: time.describe('The same instant where one moment was asked for.'),
  time_zone: z.string(),
  permalink: z.url(),
  state: state.describe('The worst of the components.'),
  components: z.array(
    z.strictObject({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      state,
      windows: z.array(
        z.strictObject({
          status: z.enum(componentStatuses),
          started_at: time,
          ended_at: time.nullable(),
          incident: z.strictObject({ id: z.string(), title: z.string(), url: z.url() }).nullable(),
        }),
      ),
    }),
  ),
  incidents: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['incident', 'maintenance']),
      title: z.string(),
      url: z.url(),
      status: z.string(),
      impact: z.string(),
      started_at: time,
      resolved_at: time.nullable(),
      is_false_alarm: z.boolean(),
      corrections: z.array(correctionSchema),
    }),
  ),
})

export type MomentDocument = z.infer<typeof momentSchema>

/** What was wrong at a moment, for programs; null where the question can't be answered. */
export function momentDocument(moment: Moment, url: string): MomentDocument | null {
  const { asOf, asked, zone, components, incidents } = moment
  if (!asked) return null
  return {
    ...envelopeOf(asOf),
    from: iso(asked.from),
    until: iso(asked.until),
    time_zone: zone,
    permalink: `${url}${permalinkOf(moment)}`,
    state: moment.state,
    components: components.map(({ id, slug, name, state: worst, windows }) => ({
      id,
      slug,
      name,
      state: worst,
      windows: windows.map(({ status, startedAt, endedAt, holder }) => ({
        status,
        started_at: iso(startedAt),
        ended_at: isoOrNull(endedAt),
        incident: 'id' in holder ? { id: holder.id, title: holder.title, url: incidentUrl(holder.id, url) } : null,
      })),
    })),
    incidents: incidents.map((incident) => ({
      id: incident.id,
      kind: incident.kind,
      title: incident.title,
      url: incidentUrl(incident.id, url),
      status: incident.status,
      impact: incident.impact,
      started_at: iso(incident.startedAt),
      resolved_at: isoOrNull(incident.resolvedAt),
      is_false_alarm: incident.falseAlarm !== null,
      corrections: incident.corrections.map(recordOfCorrection),
    })),
  }
}

/** The address of the same answer, whoever opens it: its instants are in UTC. */
export function permalinkOf({ asked, query, zone, page }: Moment, path = '/at'): string {
  if (!asked) return path
  const { from, until } = asked
  const parameters = new URLSearchParams({ time: iso(from).replace('.000Z', 'Z') })
  if (until !== from) parameters.set('until', iso(until).replace('.000Z', 'Z'))
  if (query.component !== '') parameters.set('component', query.component)
  if (zone !== page.timeZone) parameters.set('zone', zone)
  return `${path}?${parameters.toString()}`
}
