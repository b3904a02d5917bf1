import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readPage } from '#domain/page'
import { readIncidentList } from '#domain/team/incidents'
import { ButtonLink } from '../../parts/forms/button.tsx'
import { IncidentListPanel, pageNumberOf } from '../../parts/incidents/incident-list.tsx'
import { PageTitle } from '../../parts/page-title.tsx'

export const metadata: Metadata = { title: 'Maintenance' }

interface ListPageProps {
  searchParams: Promise<{ page?: string | string[] }>
}

export default async function MaintenancesPage({ searchParams }: ListPageProps) {
  const { actor } = await requireSession('/admin/maintenance')
  const number = pageNumberOf((await searchParams).page)
  const now = Date.now()
  const { list, timeZone } = await readForPage((db) => ({
    list: readIncidentList(db, { kind: 'maintenance', number }, now),
    timeZone: readPage(db).timeZone,
  }))
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Maintenance">
        {mayAct(actor.role, 'responder') && (
          <ButtonLink href="/admin/maintenance/new" look="primary">
            Schedule a maintenance
          </ButtonLink>
        )}
      </PageTitle>
      <IncidentListPanel list={list} noun="maintenance" path="/admin/maintenance" now={now} timeZone={timeZone} />
    </div>
  )
}
