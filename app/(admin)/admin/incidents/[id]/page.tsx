import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { listActivity } from '#domain/team/activity'
import { listGroups } from '#domain/components/component-groups'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readPage } from '#domain/page'
import { readTeamIncident } from '#domain/team/incident'
import { zoneAbbreviation } from '../../../../../components/instants.tsx'
import { componentRowGroups } from '../../../parts/component-row-groups.ts'
import { Missing } from '../../../parts/missing.tsx'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { IncidentMeta } from '../../../parts/incident-meta.tsx'
import { IncidentSide } from './incident-side.tsx'
import { TeamTimeline } from './team-timeline.tsx'
import { UpdateForm } from './update-form.tsx'

interface IncidentPageProps {
  params: Promise<{ id: string }>
}

const readAll = cache((id: string) => {
  const now = Date.now()
  return readForPage((db) => ({
    now,
    page: readPage(db),
    incident: readTeamIncident(db, id, now),
    rows: componentRowGroups(listComponentStatuses(db, now), listGroups(db), id),
    activity: listActivity(db, { kind: 'incident', id }, 20),
  }))
})

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}`)
  return { title: (await readAll(id)).incident?.title ?? 'No such incident' }
}

export default async function IncidentPage({ params }: IncidentPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}`)
  const { incident, rows, activity, now, page } = await readAll(id)
  const { timeZone } = page
  if (!incident) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const isResponder = mayAct(actor.role, 'responder')
  const back =
    incident.kind === 'incident'
      ? { href: '/admin/incidents', label: 'Incidents' }
      : { href: '/admin/maintenance', label: 'Maintenance' }
  const form = (
    <UpdateForm
      // A new update begins with an empty form.
      key={incident.newestUpdateId}
      incidentId={incident.id}
      seenUpdateId={incident.newestUpdateId}
      kind={incident.kind}
      status={incident.status}
      isInternal={incident.isInternal}
      summary={incident.isOver ? (incident.kind === 'incident' ? 'Say more, or reopen it' : 'Say more') : null}
      held={only(rows, true)}
      others={only(rows, false)}
      ground={{
        status: incident.status,
        sofar: incident.windows.map((window) => window.status),
        override: incident.impactOverride,
        settings: page.promiseMinutes,
      }}
      zone={zoneAbbreviation(now, timeZone)}
    />
  )
  return (
    <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-x-6">
      <div className="min-w-0">
        <PageTitle title={incident.title} back={back} />
        <IncidentMeta incident={incident} now={now} timeZone={timeZone} />
        {incident.isInternal && (
          <p className="mt-4 rounded-control border-2 border-dashed border-no-data bg-no-data-tint px-4 py-3">
            This incident is <strong className="font-semibold">internal</strong>: only the team sees it.
          </p>
        )}
        {incident.mergedIntoId && (
          <p className="mt-4">
            It was merged into <a href={`/admin/incidents/${incident.mergedIntoId}`}>another incident</a>.
          </p>
        )}
        {!isResponder && <NotAllowed role={actor.role} needed="responder" what="post an update" />}
        {isResponder && !incident.isOver && <Panel title="Post an update">{form}</Panel>}
        {isResponder && incident.isOver && !incident.mergedIntoId && <Panel>{form}</Panel>}
        <Panel title="Timeline">
          <TeamTimeline updates={incident.updates} isInternal={incident.isInternal} now={now} timeZone={timeZone} />
        </Panel>
      </div>
      <IncidentSide
        incident={incident}
        activity={activity}
        now={now}
        timeZone={timeZone}
        canPost={isResponder && !incident.isOver && !incident.isInternal}
      />
    </div>
  )
}

function only(groups: ReturnType<typeof componentRowGroups>, isHeld: boolean) {
  return groups
    .map((group) => ({
      ...group,
      components: group.components.filter((component) => (component.held !== null) === isHeld),
    }))
    .filter((group) => group.components.length > 0)
}
