import type { Metadata } from 'next'
import { requireSession } from '#app/doors/session'
import { defaultPromiseMinutes } from '#domain/incidents/promises'
import { Panel } from '../../../../parts/panel.tsx'
import { ActFrame } from '../act-frame.tsx'
import { readForAct, type ActPageProps } from '../act-read.ts'
import { PublishForm } from './publish-form.tsx'

export const metadata: Metadata = { title: 'Make an incident public' }

export default async function PublishPage({ params }: ActPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}/publish`)
  const { incident, now, page } = await readForAct(id)
  return (
    <ActFrame
      incident={incident}
      title="Make it public"
      role={actor.role}
      what="make an incident public"
      refusal={({ isInternal }) => (isInternal ? null : 'It is public already.')}
      now={now}
      timeZone={page.timeZone}
    >
      {({ impact, status, newestUpdateId }) => (
        <Panel>
          <p>
            Customers read the whole of it from then on: the title, every update as it was written for the team, and the
            components that it affects, which count from when they were affected. Look at it first; what is not for
            customers can be corrected before.
          </p>
          <PublishForm
            incidentId={id}
            seenUpdateId={newestUpdateId}
            usual={defaultPromiseMinutes(impact, status, page.promiseMinutes)}
          />
        </Panel>
      )}
    </ActFrame>
  )
}
