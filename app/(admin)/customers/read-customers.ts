import { config } from '#config'
import type { Db } from '#domain/database'
import { readPage } from '#domain/page'
import { readIncidentPage } from '#domain/public/incidents'
import { listCustomerLinks, type CustomerLink } from '#domain/support/customer-links'
import { approvedText } from './approved-text.ts'
import type { ApprovedText } from './copyable-text.ts'

export interface Customers {
  links: CustomerLink[]
  /** Null where customers can read nothing of it. */
  text: ApprovedText | null
}

/** An incident's customers, and what they may be told: read as the public reads it, so that nothing else can be copied. */
export function readCustomers(db: Db, incidentId: string, now: number): Customers {
  const found = readIncidentPage(db, incidentId, now)
  const told = { now, timeZone: readPage(db).timeZone, url: `${config().url}/incidents/${incidentId}` }
  return {
    links: listCustomerLinks(db, incidentId),
    text: found && 'incident' in found ? approvedText(found.incident, told) : null,
  }
}
