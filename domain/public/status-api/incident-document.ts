import type { Db } from '../../database.ts'
import { selectForwardedId, selectIncident } from '../incident-rows.ts'
import { tellIncidents, type ToldIncident } from './incidents.ts'
import { incidentObject, maintenanceObject, type PageAndComponents } from './objects.ts'
import type { IncidentDocument } from './schemas.ts'
import { readPageAndComponents } from './status-api.ts'

/** One incident with its page; or where an old id leads; null where there is neither. */
export function readToldIncident(
  db: Db,
  id: string,
  url: string,
  now: number,
): (PageAndComponents & { incident: ToldIncident }) | { forwardTo: string } | null {
  const row = selectIncident(db, id)
  const [incident] = row ? tellIncidents(db, [row]) : []
  if (incident) return { ...readPageAndComponents(db, url, now), incident }
  const forwardTo = selectForwardedId(db, id)
  return forwardTo === null ? null : { forwardTo }
}

/** `/incidents/<id>.json`: the object of the lists, with its code and its follow-up report. */
export function incidentDocument(told: PageAndComponents & { incident: ToldIncident }): IncidentDocument {
  const { incident } = told
  const { id, report, kind } = incident
  const { stamp } = told.page.times
  const telling = incident.updates.findLast((update) => update.status === 'postmortem')
  const own = {
    code: id,
    postmortem_body: report?.html ?? null,
    postmortem_body_last_updated_at: report ? stamp(report.publishedAt) : null,
    postmortem_ignored: false,
    postmortem_published_at: report ? stamp(telling?.displayAt ?? report.publishedAt) : null,
    postmortem_notified_subscribers: false,
    postmortem_notified_twitter: false,
  }
  return kind === 'incident'
    ? { ...incidentObject(told, incident), ...own }
    : { ...maintenanceObject(told, incident), ...own }
}
