import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { cleanLine } from '../input.ts'
import type { IncidentColumns } from '../public/incident-rows.ts'
import { fitsFilters } from '../search/incident-filters.ts'
import { readSearchWords } from '../search/search-words.ts'
import { createIncident, changeIncident, withdrawIncident } from './incident-changes.ts'
import { incidentDocuments, incidentSchema, type IncidentDocument } from './incident-documents.ts'
import { changedIncident, newIncident } from './incident-inputs.ts'
import { listQuery, pageOf } from './inputs.ts'
import { operation, type OperationRequest } from './operation.ts'
import { requirePage } from './pages.ts'
import { selectTeamIncident, selectTeamIncidents } from './rows.ts'

const longestQuery = 200
const group = 'Incidents'
const all = '/pages/{page_id}/incidents'
const one = `${all}/{incident_id}`

type Reading = Pick<OperationRequest<unknown, unknown>, 'db' | 'url' | 'now'>

/** The incident or maintenance of a path. Throws `not_found`, also for what was merged into another one. */
export function requireManaged(db: Db, params: Record<string, string>): IncidentColumns {
  requirePage(db, params.page_id)
  const row = selectTeamIncident(db, params.incident_id ?? '')
  if (row) return row
  const { mergedIntoId } =
    db
      .select({ mergedIntoId: incidents.mergedIntoId })
      .from(incidents)
      .where(eq(incidents.id, params.incident_id ?? ''))
      .get() ?? {}
  throw new DomainError(
    'not_found',
    mergedIntoId ? `Incident not found: it was merged into ${mergedIntoId}` : 'Incident not found',
  )
}

/** An incident as it is now. */
export function readIncidentDocument({ db, url, now }: Reading, id: string): IncidentDocument {
  const row = selectTeamIncident(db, id)
  const [document] = row ? incidentDocuments(db, [row], url, now) : []
  if (!document) throw new DomainError('not_found', 'Incident not found')
  return document
}

const list = (path: string, summary: string, fits: SQL | undefined) =>
  operation({
    method: 'GET',
    path: `${all}${path}`,
    group,
    summary,
    scope: 'incidents:read',
    needs: 'viewer',
    query: listQuery,
    answer: { status: 200, schema: incidentSchema, isList: true },
    run: ({ db, params, query, url, now }) => {
      requirePage(db, params.page_id)
      return incidentDocuments(db, selectTeamIncidents(db, fits, pageOf(query)), url, now)
    },
  })

const isOpen = isNull(incidents.resolvedAt)
const isMaintenance = eq(incidents.kind, 'maintenance')

const changing = (method: 'PATCH' | 'PUT') =>
  operation({
    method,
    path: one,
    group,
    summary:
      'Posts an update where status, body or components are named; corrects the name; replans a maintenance. component_ids names components and takes none away.',
    scope: 'incidents:write',
    needs: 'responder',
    body: changedIncident,
    answer: { status: 200, schema: incidentSchema },
    run: (request) => {
      const row = requireManaged(request.db, request.params)
      changeIncident(request, row, request.body.incident)
      return readIncidentDocument(request, row.id)
    },
  })

export const incidentOperations = [
  operation({
    method: 'POST',
    path: all,
    group,
    summary:
      'Opens an incident, plans a maintenance (with scheduled_for and scheduled_until), or writes down a past incident (backfilled).',
    scope: 'incidents:write',
    needs: 'responder',
    body: newIncident,
    answer: { status: 201, schema: incidentSchema },
    run: (request) => {
      requirePage(request.db, request.params.page_id)
      return readIncidentDocument(request, createIncident(request, request.body.incident))
    },
  }),
  operation({
    method: 'GET',
    path: all,
    group,
    summary: 'All incidents and maintenances, internal ones too, the newest news first.',
    scope: 'incidents:read',
    needs: 'viewer',
    query: listQuery.extend({ q: z.string().max(longestQuery).optional() }),
    answer: { status: 200, schema: incidentSchema, isList: true },
    run: ({ db, params, query, url, now }) => {
      requirePage(db, params.page_id)
      const words = readSearchWords(cleanLine(query.q ?? ''))
      const rows = selectTeamIncidents(db, fitsFilters({ words }, 'team'), pageOf(query))
      return incidentDocuments(db, rows, url, now)
    },
  }),
  list(
    '/active_maintenance',
    'Maintenance that is under way.',
    and(isMaintenance, inArray(incidents.status, ['in_progress', 'verifying'])),
  ),
  list('/upcoming', 'Maintenance that is planned.', and(isMaintenance, eq(incidents.status, 'scheduled'))),
  list('/scheduled', 'Maintenance that is planned or under way.', and(isMaintenance, isOpen)),
  list('/unresolved', 'Incidents that are open.', and(eq(incidents.kind, 'incident'), isOpen)),
  operation({
    method: 'DELETE',
    path: one,
    group,
    summary:
      'Withdraws it: an incident becomes a false alarm, a maintenance is called off. What was public stays readable, with that said.',
    scope: 'incidents:write',
    needs: 'responder',
    answer: { status: 200, schema: incidentSchema },
    run: (request) => {
      const row = requireManaged(request.db, request.params)
      withdrawIncident(request, row)
      return readIncidentDocument(request, row.id)
    },
  }),
  changing('PATCH'),
  changing('PUT'),
  operation({
    method: 'GET',
    path: one,
    group,
    summary: 'One incident or maintenance with its updates, the newest first.',
    scope: 'incidents:read',
    needs: 'viewer',
    answer: { status: 200, schema: incidentSchema },
    run: (request) => {
      const row = requireManaged(request.db, request.params)
      return readIncidentDocument(request, row.id)
    },
  }),
]
