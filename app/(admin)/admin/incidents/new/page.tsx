import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { listGroups } from '#domain/components/component-groups'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { componentRowGroups } from '../../../parts/component-row-groups.ts'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { OpenIncidentForm } from './open-incident-form.tsx'
import { mayAct } from '#domain/actor'

export const metadata: Metadata = { title: 'Open an incident' }

export default async function NewIncidentPage() {
  const { actor } = await requireSession('/admin/incidents/new')
  const groups = await readForPage((db) =>
    componentRowGroups(listComponentStatuses(db, Date.now()), listGroups(db), null),
  )
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Open an incident" back={{ href: '/admin', label: 'What is open now' }} />
      {mayAct(actor.role, 'responder') ? (
        <OpenIncidentForm groups={groups} />
      ) : (
        <NotAllowed role={actor.role} needed="responder" what="open an incident" />
      )}
    </div>
  )
}
