import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { listLeads, listPossibleLeads } from '#domain/incidents/leads'
import { Panel, TeamOnly } from '../../../../parts/panel.tsx'
import { ActFrame } from '../act-frame.tsx'
import { readForAct, type ActPageProps } from '../act-read.ts'
import { LeadForm } from './lead-form.tsx'
import { LeadHistory } from './lead-history.tsx'

export const metadata: Metadata = { title: 'Hand the pen over' }

export default async function LeadPage({ params }: ActPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}/lead`)
  const { incident, now, page } = await readForAct(id)
  const { leads, people } = await readForPage((db) => ({ leads: listLeads(db, id), people: listPossibleLeads(db) }))
  const others = people.filter((person) => person.id !== leads[0]?.personId)
  return (
    <ActFrame
      incident={incident}
      title="Hand the pen over"
      role={actor.role}
      what="hand the pen over"
      refusal={() => null}
      now={now}
      timeZone={page.timeZone}
    >
      {() => (
        <>
          <Panel>
            <p>
              Whoever holds the pen is the incident’s communications lead: they see to it that updates come in time.
              Customers never see who it is.
            </p>
            {others.length === 0 ? (
              <p className="mt-4 font-medium">Nobody else on the team can post updates. An owner can change that.</p>
            ) : (
              <LeadForm incidentId={id} people={others} self={actor.id} />
            )}
          </Panel>
          {leads.length > 0 && (
            <TeamOnly title="Who held it">
              <LeadHistory leads={leads} now={now} timeZone={page.timeZone} />
            </TeamOnly>
          )}
        </>
      )}
    </ActFrame>
  )
}
