import { and, eq } from 'drizzle-orm'
import { incidentUpdates } from '#db/schema/incidents'
import { correctUpdate, markOfUpdate } from '../corrections/update-corrections.ts'
import { DomainError } from '../errors.ts'
import { cleanProse } from '../input.ts'
import { updateSchema } from './incident-documents.ts'
import { changedUpdate } from './incident-inputs.ts'
import { readIncidentDocument, requireManaged } from './incidents.ts'
import { operation } from './operation.ts'

const usualReason = 'it was changed through the API'

const changing = (method: 'PATCH' | 'PUT') =>
  operation({
    method,
    path: '/pages/{page_id}/incidents/{incident_id}/incident_updates/{incident_update_id}',
    group: 'Incidents',
    summary: 'Corrects an update’s text or time. The old version stays readable, with the reason.',
    scope: 'incidents:write',
    needs: 'responder',
    body: changedUpdate,
    answer: { status: 200, schema: updateSchema },
    run: (request) => {
      const { db, actor, params, now } = request
      const { id: incidentId } = requireManaged(db, params)
      const updateId = params.incident_update_id ?? ''
      const update = db
        .select()
        .from(incidentUpdates)
        .where(and(eq(incidentUpdates.id, updateId), eq(incidentUpdates.incidentId, incidentId)))
        .get()
      if (!update) throw new DomainError('not_found', 'Incident update not found')
      const { body = update.body, display_at: happenedAt, reason = usualReason, minor } = request.body.incident_update
      const isMoved = happenedAt !== undefined && happenedAt !== update.happenedAt
      if (cleanProse(body) !== update.body || isMoved) {
        const input = { updateId, body, happenedAt, reason, isMinor: minor, seen: markOfUpdate(update) }
        correctUpdate(db, actor, input, now)
      }
      const told = readIncidentDocument(request, incidentId).incident_updates.find(({ id }) => id === updateId)
      if (!told) throw new DomainError('not_found', 'Incident update not found')
      return told
    },
  })

export const incidentUpdateOperations = [changing('PATCH'), changing('PUT')]
