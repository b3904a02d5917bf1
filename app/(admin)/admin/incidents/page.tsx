import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { listComponents } from '#domain/components/components'
import { readPage } from '#domain/page'
import { isNarrowed, searchIncidents } from '#domain/team/incident-search'
import { readIncidentList } from '#domain/team/incidents'
import { ButtonLink } from '../../parts/forms/button.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { FoundIncidents } from './found-incidents.tsx'
import { SearchForm } from './search-form.tsx'
import { teamQueryOf, type SearchParams } from './team-query.ts'

export const metadata: Metadata = { title: 'Incidents' }

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { actor } = await requireSession('/admin/incidents')
  const query = teamQueryOf(await searchParams)
  const now = Date.now()
  const { search, components, timeZone } = await readForPage((db) => ({
    search: isNarrowed(query)
      ? searchIncidents(db, query, now)
      : { ...readIncidentList(db, { kind: 'incident', number: query.number }, now), lines: {} },
    components: listComponents(db).map(({ id, name }) => ({ id, name })),
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
      <SearchForm query={query} components={components} />
      <FoundIncidents query={query} search={search} now={now} timeZone={timeZone} />
    </div>
  )
}
