import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readPage } from '#domain/page'
import { readTeamIncident } from '#domain/team/incident'
import { ApprovedTextPanel } from '../../../../customers/approved-text-panel.tsx'
import { CustomersPanel } from '../../../../customers/customers-panel.tsx'
import { readCustomers } from '../../../../customers/read-customers.ts'
import { IncidentMeta } from '../../../../parts/incidents/incident-meta.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { NotAllowed } from '../../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'

interface CustomersPageProps {
  params: Promise<{ id: string }>
}

const readAll = cache((id: string) => {
  const now = Date.now()
  return readForPage((db) => ({
    now,
    timeZone: readPage(db).timeZone,
    incident: readTeamIncident(db, id, now),
    customers: readCustomers(db, id, now),
  }))
})

export async function generateMetadata({ params }: CustomersPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}/customers`)
  const { incident } = await readAll(id)
  return { title: incident ? `Customers of “${incident.title}”` : 'No such incident' }
}

/** Whom to tell of one incident: what may be said, and the list to work down. */
export default async function CustomersPage({ params }: CustomersPageProps) {
  const { id } = await params
  const page = `/admin/incidents/${id}/customers`
  const { actor } = await requireSession(page)
  const { incident, customers, now, timeZone } = await readAll(id)
  if (!incident) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const canMark = mayAct(actor.role, 'support')
  return (
    <div className="max-w-[52rem]">
      <PageTitle
        title={`Customers of “${incident.title}”`}
        back={{ href: `/admin/incidents/${id}`, label: 'The incident' }}
      />
      <IncidentMeta incident={incident} now={now} timeZone={timeZone} />
      {!canMark && <NotAllowed role={actor.role} needed="support" what="link customers or mark who was told" />}
      <ApprovedTextPanel text={customers.text} isInternal={incident.isInternal} now={now} />
      <CustomersPanel incident={incident} links={customers.links} canMark={canMark} page={page} />
    </div>
  )
}
