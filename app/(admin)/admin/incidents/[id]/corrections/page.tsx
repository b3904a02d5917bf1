import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { listComponents } from '#domain/components/components'
import { listWindows, markOfWindows } from '#domain/corrections/window-corrections'
import { readDraft } from '#domain/forms/drafts'
import { readPage } from '#domain/page'
import { listCorrections } from '#domain/team/corrections'
import { readTeamIncident } from '#domain/team/incident'
import { zoneAbbreviation } from '#domain/zone-names'
import { IncidentMeta } from '../../../../parts/incidents/incident-meta.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { NotAllowed } from '../../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { CorrectionList } from './correction-list.tsx'
import { RenameForm } from './rename-form.tsx'
import { fieldTime } from './window-fields.ts'
import { WindowsForm } from './windows-form.tsx'

interface CorrectionsPageProps {
  params: Promise<{ id: string }>
}

const readAll = cache((id: string) => {
  const now = Date.now()
  return readForPage((db) => {
    const incident = readTeamIncident(db, id, now)
    return {
      now,
      timeZone: readPage(db).timeZone,
      incident,
      windows: listWindows(db, id),
      components: listComponents(db),
      corrections: incident ? listCorrections(db, id, incident.updates) : [],
    }
  })
})

export async function generateMetadata({ params }: CorrectionsPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}/corrections`)
  const { incident } = await readAll(id)
  return { title: incident ? `Correct: ${incident.title}` : 'No such incident' }
}

export default async function CorrectionsPage({ params }: CorrectionsPageProps) {
  const { id } = await params
  const path = `/admin/incidents/${id}`
  const { actor } = await requireSession(`${path}/corrections`)
  const draft = await readForPage((db) => readDraft(db, actor.id, `impact_window.correct:${id}`))
  const { incident, windows, components, corrections, now, timeZone } = await readAll(id)
  if (!incident) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const isResponder = mayAct(actor.role, 'responder')
  const isPublic = !incident.isInternal
  const used = new Set(windows.map((window) => window.componentId))
  const timeOf = (instant: number | null) => fieldTime(instant, timeZone)
  return (
    <>
      <PageTitle title="Correct what was told" back={{ href: path, label: incident.title }} />
      <IncidentMeta incident={incident} now={now} timeZone={timeZone} />
      {!isResponder && <NotAllowed role={actor.role} needed="responder" what="correct an incident" />}
      {isResponder && incident.mergedIntoId && (
        <p className="mt-4">
          It was merged into another incident.{' '}
          <a href={`/admin/incidents/${incident.mergedIntoId}/corrections`}>Correct that one</a>.
        </p>
      )}
      {isResponder && !incident.mergedIntoId && (
        <>
          <Panel title="Times and components">
            {incident.status === 'scheduled' ? (
              <p className="mt-2 text-muted">It has not begun, so that there is nothing to correct yet.</p>
            ) : (
              <WindowsForm
                key={markOfWindows(incident, windows)}
                incidentId={id}
                isPublic={isPublic}
                span={{
                  startedAt: timeOf(incident.startedAt),
                  resolvedAt: incident.resolvedAt === null ? null : timeOf(incident.resolvedAt),
                }}
                lines={windows.map((window) => ({
                  key: window.id,
                  componentId: window.componentId,
                  status: window.status,
                  startedAt: timeOf(window.startedAt),
                  endedAt: timeOf(window.endedAt),
                }))}
                components={components
                  .filter(({ id: componentId, archivedAt }) => archivedAt === null || used.has(componentId))
                  .map(({ id: componentId, name, hiddenAt }) => ({
                    id: componentId,
                    name,
                    isHidden: hiddenAt !== null,
                  }))}
                seen={markOfWindows(incident, windows)}
                zone={zoneAbbreviation(now, timeZone)}
                draft={draft}
              />
            )}
          </Panel>
          <Panel title="Another title" className="max-w-[52rem]">
            <RenameForm key={incident.title} incidentId={id} title={incident.title} isPublic={isPublic} />
          </Panel>
        </>
      )}
      <Panel title="What was corrected" className="max-w-[52rem]">
        <CorrectionList
          corrections={corrections}
          hrefOf={(updateId) => `${path}/updates/${updateId}`}
          now={now}
          timeZone={timeZone}
        />
      </Panel>
    </>
  )
}
