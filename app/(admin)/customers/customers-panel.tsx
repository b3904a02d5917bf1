import type { CustomerLink } from '#domain/support/customer-links'
import { TeamOnly } from '../parts/panel.tsx'
import { CustomerForm } from './customer-form.tsx'
import { CustomerList } from './customer-list.tsx'

interface CustomersPanelProps {
  incident: { id: string; isInternal: boolean; mergedIntoId: string | null }
  links: readonly CustomerLink[]
  /** Support and owners. */
  canMark: boolean
  page: string
  most?: number
}

/** Who asked about an incident, and who was told. */
export function CustomersPanel({ incident, links, canMark, page, most }: CustomersPanelProps) {
  return (
    <TeamOnly title={<span id="customers">Customers and tickets</span>}>
      {canMark && incident.mergedIntoId === null && <CustomerForm incidentId={incident.id} />}
      <CustomerList
        incidentId={incident.id}
        links={links}
        page={page}
        canMark={canMark}
        canTell={!incident.isInternal}
        {...(most === undefined ? {} : { most })}
      />
    </TeamOnly>
  )
}
