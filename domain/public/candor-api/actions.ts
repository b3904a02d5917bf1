import type { ActionItemsPage } from '../action-items.ts'
import { incidentUrl } from './incident-record.ts'
import { envelopeOf } from './instants.ts'
import { recordOfActionItem } from './report-record.ts'
import type { ActionsDocument } from './schemas.ts'

/** `/api/candor/actions.json`. */
export function actionsDocument(found: ActionItemsPage, url: string, now: number): ActionsDocument {
  return {
    ...envelopeOf(now),
    page_number: found.number,
    pages: found.pages,
    state: found.state,
    counts: found.counts,
    action_items: found.items.map(({ incident, ...item }) => ({
      ...recordOfActionItem(item),
      incident: { ...incident, url: incidentUrl(incident.id, url) },
    })),
  }
}
