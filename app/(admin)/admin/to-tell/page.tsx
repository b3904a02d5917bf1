import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readPage } from '#domain/page'
import { listIncidentsToTell, type IncidentToTell } from '#domain/support/customers-to-tell'
import { Time } from '../../../../components/time.tsx'
import { CopyText } from '../../customers/copy-text.tsx'
import { textAt } from '../../customers/copyable-text.ts'
import { CustomerList } from '../../customers/customer-list.tsx'
import { toTellWords } from '../../customers/customer-words.ts'
import { readCustomers, type Customers } from '../../customers/read-customers.ts'
import { Disclosure } from '../../parts/forms/disclosure.tsx'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { TeamOnly } from '../../parts/panel.tsx'

export const metadata: Metadata = { title: 'Customers to tell' }

/** More would make a page that nobody reads: the rest follows as these are done. */
const mostShown = 20

/** Every customer who waits to hear that an incident is over, the longest first. */
export default async function ToTellPage() {
  const { actor } = await requireSession('/admin/to-tell')
  const now = Date.now()
  const { incidents, shown, timeZone } = await readForPage((db) => {
    const all = listIncidentsToTell(db, actor.id)
    return {
      timeZone: readPage(db).timeZone,
      incidents: all,
      shown: all.slice(0, mostShown).map((incident) => ({ incident, customers: readCustomers(db, incident.id, now) })),
    }
  })
  const canMark = mayAct(actor.role, 'support')
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Customers to tell" back={{ href: '/admin', label: 'What is open now' }} />
      <p className="mt-2 text-muted">
        Incidents that are over, of which somebody who asked does not know it yet. The longest wait first.
      </p>
      {!canMark && <NotAllowed role={actor.role} needed="support" what="mark who was told" />}
      {shown.length === 0 && <p className="mt-6">Everybody who asked was told.</p>}
      {shown.map(({ incident, customers }) => (
        <ToTell
          key={incident.id}
          incident={incident}
          customers={customers}
          canMark={canMark}
          now={now}
          timeZone={timeZone}
        />
      ))}
      {incidents.length > shown.length && (
        <p className="mt-6 text-muted">{`${incidents.length - shown.length} more incidents follow once these are done.`}</p>
      )}
    </div>
  )
}

interface ToTellProps {
  incident: IncidentToTell
  customers: Customers
  canMark: boolean
  now: number
  timeZone: string
}

function ToTell({ incident, customers, canMark, now, timeZone }: ToTellProps) {
  const { id, title, resolvedAt } = incident
  return (
    <TeamOnly title={<a href={`/admin/incidents/${id}/customers`}>{title}</a>}>
      <p className="mt-1 text-note text-muted">
        {'Over since '}
        <Time at={resolvedAt} now={now} timeZone={timeZone} />
        {` · ${toTellWords(incident)}`}
      </p>
      {customers.text && (
        <Disclosure summary="What you may say" isOpen={false} className="mt-1">
          <CopyText {...textAt(customers.text, now)} />
        </Disclosure>
      )}
      <CustomerList incidentId={id} links={customers.links} page="/admin/to-tell" canMark={canMark} canTell />
    </TeamOnly>
  )
}
