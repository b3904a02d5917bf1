import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readPage } from '#domain/page'
import { readIncidentList } from '#domain/team/incidents'
import { ButtonLink } from '../../parts/button.tsx'
import { IncidentListPanel, pageNumberOf } from '../../parts/incident-list.tsx'
import { PageTitle } from '../../parts/page-title.tsx'

export const metadata: Metadata = { title: 'Incidents' }

interface ListPageProps {
  searchParams: Promise<{ page?: string | string[] }>
}

export default async function IncidentsPage({ searchParams }: ListPageProps) {
  const { actor } = await requireSession('/admin/incidents')
  const number = pageNumberOf((await searchParams).page)
  const now = Date.now()
  const { list, timeZone } = await readForPage((db) => ({
    list: readIncidentList(db, { kind: 'incident', number }, now),
    timeZone: readPage(db).timeZone,
  }))
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Incidents">
        {mayAct(actor.role, 'responder') && (
          <ButtonLink href="/admin/incidents/new" look="primary">
            Open an incident
          </ButtonLink>
        )}
      </PageTitle>
      <IncidentListPanel list={list} noun="incident" path="/admin/incidents" now={now} timeZone={timeZone} />
    </div>
  )
}
