import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { correctWindows, listWindows, markOfWindows } from '../corrections/window-corrections.ts'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { readPage } from '../page.ts'
import { timesIn } from '../public/status-api/times.ts'
import { requireManaged } from './incidents.ts'
import { instant, requiredText, textSaying } from './inputs.ts'
import { operation } from './operation.ts'

/** Candor's own: the impact windows of an incident, of which every status and every figure is made. */

const time = z.string()
const windowShape = z.strictObject({
  id: z.string(),
  component_id: z.string(),
  status: z.enum(componentStatuses),
  started_at: time,
  /** Null while it lasts. */
  ended_at: time.nullable(),
})
const schema = { name: 'ManagedWindow', shape: windowShape }
const path = '/pages/{page_id}/incidents/{incident_id}/windows'

const wantedWindows = z.object({
  windows: z
    .array(
      z.object({
        id: textSaying('The window that is changed; left out for one that is added.'),
        component_id: requiredText,
        status: z.enum(componentStatuses),
        started_at: instant,
        ended_at: instant,
      }),
    )
    .max(500),
  reason: textSaying('Why, as it goes on after “because”; customers read it.'),
})

function documentsOf(db: Db, incidentId: string): z.output<typeof windowShape>[] {
  const { stamp } = timesIn(readPage(db).timeZone)
  return listWindows(db, incidentId).map(({ id, componentId, status, startedAt, endedAt }) => ({
    id,
    component_id: componentId,
    status,
    started_at: stamp(startedAt),
    ended_at: endedAt === null ? null : stamp(endedAt),
  }))
}

export const windowOperations = [
  operation({
    method: 'GET',
    path,
    group: 'Incidents',
    summary: 'Candor’s own: which component was how bad from when to when, the earliest first.',
    scope: 'incidents:read',
    needs: 'viewer',
    answer: { status: 200, schema, isList: true },
    run: ({ db, params }) => documentsOf(db, requireManaged(db, params).id),
  }),
  operation({
    method: 'PUT',
    path,
    group: 'Incidents',
    summary:
      'Candor’s own: corrects the windows. What is listed holds from then on; a window that is left out is withdrawn.',
    scope: 'incidents:write',
    needs: 'responder',
    body: wantedWindows,
    answer: { status: 200, schema, isList: true },
    run: ({ db, actor, params, body, now }) => {
      const incident = requireIncident(db, requireManaged(db, params).id)
      const rows = listWindows(db, incident.id)
      const wanted = body.windows.map(({ id, component_id: componentId, status, started_at, ended_at }) => {
        if (started_at === undefined) throw new DomainError('invalid', 'A window needs started_at.')
        return {
          id: id ?? null,
          componentId,
          status,
          startedAt: started_at,
          endedAt: ended_at ?? null,
          isWithdrawn: false,
        }
      })
      const named = new Set(wanted.map(({ id }) => id))
      const withdrawn = rows.filter(({ id }) => !named.has(id)).map((row) => ({ ...row, isWithdrawn: true }))
      const windows = [...wanted, ...withdrawn]
      correctWindows(
        db,
        actor,
        { incidentId: incident.id, windows, reason: body.reason ?? '', seen: markOfWindows(incident, rows) },
        now,
      )
      return documentsOf(db, incident.id)
    },
  }),
]
