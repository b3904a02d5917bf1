import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import type { TeamIncident } from '#domain/team/incident'
import { listMergeTargets } from '#domain/team/merge-targets'
import { Panel } from '../../../../parts/panel.tsx'
import { ActFrame } from '../act-frame.tsx'
import { readForAct, type ActPageProps } from '../act-read.ts'
import { MergeForm } from './merge-form.tsx'

export const metadata: Metadata = { title: 'Merge an incident' }

export default async function MergePage({ params }: ActPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}/merge`)
  const { incident, now, page } = await readForAct(id)
  const targets = incident ? await readForPage((db) => listMergeTargets(db, incident, now)) : []
  const told = { now, timeZone: page.timeZone }
  return (
    <ActFrame
      incident={incident}
      title="Merge it into another incident"
      role={actor.role}
      what="merge an incident"
      refusal={refusal}
      {...told}
    >
      {({ newestUpdateId }) => (
        <Panel>
          <p>
            For two incidents that are the same. The other one goes on with the updates, the components and the
            customers of both; this one is led to it and shown no more.
          </p>
          {targets.length === 0 ? (
            <p className="mt-4 font-medium">There is no other incident that it could be merged into.</p>
          ) : (
            <MergeForm incidentId={id} seenUpdateId={newestUpdateId} targets={targets} {...told} />
          )}
        </Panel>
      )}
    </ActFrame>
  )
}

function refusal({ kind, isFalseAlarm }: TeamIncident): string | null {
  if (kind === 'maintenance') return 'A maintenance can’t be merged. Call it off, and say so in an update.'
  if (isFalseAlarm) return 'It is a false alarm, so that nothing of it counts. Reopen it before you merge it.'
  return null
}
