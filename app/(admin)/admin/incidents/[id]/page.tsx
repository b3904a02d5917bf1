import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readDraft } from '#domain/forms/drafts'
import { Missing } from '../../../parts/missing.tsx'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { AlertsPart } from './alerts-part.tsx'
import { readIncidentDesk } from './incident-desk.ts'
import { LiveCustomers } from './live-customers.tsx'
import { LiveIncident } from './live-incident.tsx'
import { IncidentHead, LiveSide, LiveTimeline } from './live-parts.tsx'
import { UpdatePanel } from './update-panel.tsx'

interface IncidentPageProps {
  params: Promise<{ id: string }>
}

const readDesk = cache((id: string) => readForPage((db) => readIncidentDesk(db, id, Date.now())))

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}`)
  return { title: (await readDesk(id))?.incident.title ?? 'No such incident' }
}

export default async function IncidentPage({ params }: IncidentPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}`)
  const desk = await readDesk(id)
  const draft = await readForPage((db) => readDraft(db, actor.id, `incident_update.post:${id}`))
  if (!desk) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const isResponder = mayAct(actor.role, 'responder')
  return (
    <LiveIncident initial={desk}>
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-x-6">
        <div className="min-w-0">
          <IncidentHead />
          <AlertsPart isResponder={isResponder} />
          {isResponder && <UpdatePanel draft={draft} />}
          <LiveCustomers role={actor.role} />
          {!isResponder && <NotAllowed role={actor.role} needed="responder" what="post an update" />}
          <Panel title="Timeline">
            <LiveTimeline isResponder={isResponder} />
          </Panel>
        </div>
        <LiveSide isResponder={isResponder} />
      </div>
    </LiveIncident>
  )
}
