import type { Metadata } from 'next'
import { requireSession } from '#app/doors/session'
import type { TeamIncident } from '#domain/team/incident'
import { Panel } from '../../../../parts/panel.tsx'
import { ActFrame } from '../act-frame.tsx'
import { readForAct, type ActPageProps } from '../act-read.ts'
import { FalseAlarmForm } from './false-alarm-form.tsx'

export const metadata: Metadata = { title: 'Mark as a false alarm' }

export default async function FalseAlarmPage({ params }: ActPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}/false-alarm`)
  const { incident, now, page } = await readForAct(id)
  return (
    <ActFrame
      incident={incident}
      title="Mark it as a false alarm"
      role={actor.role}
      what="mark a false alarm"
      refusal={refusal}
      now={now}
      timeZone={page.timeZone}
    >
      {({ isInternal, newestUpdateId }) => (
        <Panel>
          <p>
            For an incident that was none: nothing was wrong for customers. It ends, and its time counts for nothing.
            The page goes on showing it, with the reason. For one that another incident explains,{' '}
            <a href={`/admin/incidents/${id}/merge`}>merge it</a> instead.
          </p>
          <FalseAlarmForm incidentId={id} seenUpdateId={newestUpdateId} isInternal={isInternal} />
        </Panel>
      )}
    </ActFrame>
  )
}

function refusal({ kind, isFalseAlarm }: TeamIncident): string | null {
  if (kind === 'maintenance') return 'A maintenance is no alarm. Call it off: post an update as cancelled.'
  if (isFalseAlarm) return 'It is marked as a false alarm. Going on with it, by an update, takes that back.'
  return null
}
