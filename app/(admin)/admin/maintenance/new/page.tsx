import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { dateOf, localTimeOf } from '#domain/calendar'
import { listGroups } from '#domain/components/component-groups'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readDraft } from '#domain/forms/drafts'
import { readPage } from '#domain/page'
import { zoneAbbreviation } from '#domain/zone-names'
import { componentRowGroups } from '../../../parts/publication/component-row-groups.ts'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { MaintenanceForm } from './maintenance-form.tsx'

export const metadata: Metadata = { title: 'Schedule a maintenance' }

const dayMs = 24 * 3_600_000

export default async function NewMaintenancePage() {
  const { actor } = await requireSession('/admin/maintenance/new')
  const now = Date.now()
  const { groups, timeZone, draft } = await readForPage((db) => ({
    groups: componentRowGroups(listComponentStatuses(db, now), listGroups(db), null),
    timeZone: readPage(db).timeZone,
    draft: readDraft(db, actor.id, 'maintenance.schedule'),
  }))
  const tomorrow = dateOf(now + dayMs, timeZone)
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Schedule a maintenance" back={{ href: '/admin/maintenance', label: 'Maintenance' }} />
      <p className="mt-2 text-note text-muted">
        It is {localTimeOf(now, timeZone).replace('T', ', ')} in the page’s time zone, {timeZone.replaceAll('_', ' ')}.
      </p>
      {mayAct(actor.role, 'responder') ? (
        <MaintenanceForm
          groups={groups}
          zone={zoneAbbreviation(now, timeZone)}
          draft={draft}
          before={{ from: `${tomorrow}T22:00`, until: `${tomorrow}T23:00` }}
        />
      ) : (
        <NotAllowed role={actor.role} needed="responder" what="schedule a maintenance" />
      )}
    </div>
  )
}
