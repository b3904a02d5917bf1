'use client'

import { mayAct, type Role } from '#domain/actor'
import { ApprovedTextPanel } from '../../../customers/approved-text-panel.tsx'
import { CustomersPanel } from '../../../customers/customers-panel.tsx'
import { useLiveIncident } from './live-incident.tsx'

const mostShown = 5

/** For support what it may say now and whom it linked, for an owner the latter; for all others a count stands beside. */
export function LiveCustomers({ role }: { role: Role }) {
  const { incident, customers, now } = useLiveIncident().desk
  if (!mayAct(role, 'support')) return null
  return (
    <>
      {!mayAct(role, 'responder') && (
        <ApprovedTextPanel text={customers.text} isInternal={incident.isInternal} now={now} />
      )}
      <CustomersPanel
        incident={incident}
        links={customers.links}
        canMark
        page={`/admin/incidents/${incident.id}`}
        most={mostShown}
      />
    </>
  )
}
