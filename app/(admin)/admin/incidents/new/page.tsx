import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { listGroups } from '#domain/components/component-groups'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readDraft } from '#domain/forms/drafts'
import { listPossibleLeads } from '#domain/incidents/leads'
import { readPage } from '#domain/page'
import { zoneAbbreviation } from '#domain/zone-names'
import { componentRowGroups } from '../../../parts/publication/component-row-groups.ts'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { OpenIncidentForm } from './open-incident-form.tsx'
import { mayAct } from '#domain/actor'

export const metadata: Metadata = { title: 'Open an incident' }

export default async function NewIncidentPage() {
  const { actor } = await requireSession('/admin/incidents/new')
  const now = Date.now()
  const { groups, page, people, draft } = await readForPage((db) => ({
    groups: componentRowGroups(listComponentStatuses(db, now), listGroups(db), null),
    page: readPage(db),
    people: listPossibleLeads(db),
    draft: readDraft(db, actor.id, 'incident.open'),
  }))
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Open an incident" back={{ href: '/admin', label: 'What is open now' }} />
      {mayAct(actor.role, 'responder') ? (
        <OpenIncidentForm
          groups={groups}
          promiseMinutes={page.promiseMinutes}
          zone={zoneAbbreviation(now, page.timeZone)}
          people={people}
          self={actor.id}
          draft={draft}
        />
      ) : (
        <NotAllowed role={actor.role} needed="responder" what="open an incident" />
      )}
    </div>
  )
}
