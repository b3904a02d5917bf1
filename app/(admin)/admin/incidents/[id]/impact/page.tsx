import type { Metadata } from 'next'
import { requireSession } from '#app/doors/session'
import type { TeamIncident } from '#domain/team/incident'
import { Panel } from '../../../../parts/panel.tsx'
import { ActFrame } from '../act-frame.tsx'
import { readForAct, type ActPageProps } from '../act-read.ts'
import { ImpactForm } from './impact-form.tsx'

export const metadata: Metadata = { title: 'Set the impact' }

export default async function ImpactPage({ params }: ActPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}/impact`)
  const { incident, now, page } = await readForAct(id)
  return (
    <ActFrame
      incident={incident}
      title="Set the impact"
      role={actor.role}
      what="set an incident’s impact"
      refusal={refusal}
      now={now}
      timeZone={page.timeZone}
    >
      {({ isInternal, calculatedImpact, impactOverride }) => (
        <Panel>
          <p>
            The impact follows from the worst that a component was. Set it by hand where that says too much or too
            little.{' '}
            {isInternal
              ? 'Only the team sees it.'
              : 'The page shows it at once, and says below the updates what it was before and why it was changed.'}{' '}
            Components and uptime stay as they are; when updates and reports are due by default follows it.
          </p>
          <ImpactForm incidentId={id} isInternal={isInternal} calculated={calculatedImpact} override={impactOverride} />
        </Panel>
      )}
    </ActFrame>
  )
}

function refusal({ kind, isFalseAlarm }: TeamIncident): string | null {
  if (kind === 'maintenance') return 'The impact of a maintenance is always maintenance.'
  return isFalseAlarm ? 'It is a false alarm, and so has no impact.' : null
}
