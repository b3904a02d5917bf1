'use client'

import type { TeamIncidentSummary } from '#domain/team/incidents'
import { ButtonLink } from '../../parts/forms/button.tsx'
import { IncidentRow } from '../../parts/incidents/incident-row.tsx'
import { DiscardForm } from './discard-form.tsx'

interface AlertDraftsProps {
  drafts: readonly TeamIncidentSummary[]
  isResponder: boolean
  now: number
  timeZone: string
}

/** Drafts that alerts made, above everything else that is open: somebody publishes or discards each. */
export function AlertDrafts({ drafts, isResponder, now, timeZone }: AlertDraftsProps) {
  if (drafts.length === 0) return null
  return (
    <section id="drafts" aria-labelledby="drafts-heading" className="mt-4 mb-6">
      <h3 id="drafts-heading" className="font-semibold">
        Drafts from alerts: {drafts.length}
      </h3>
      <p className="text-note text-muted">Only the team sees them, until somebody publishes them.</p>
      <ul role="list">
        {drafts.map((draft) => (
          <IncidentRow key={draft.id} incident={draft} now={now} timeZone={timeZone}>
            {isResponder && (
              <div className="mt-3 mb-1 flex flex-wrap gap-3">
                <ButtonLink href={`/admin/incidents/${draft.id}/publish`}>Look, then publish it</ButtonLink>
                <DiscardForm incidentId={draft.id} title={draft.title} />
              </div>
            )}
          </IncidentRow>
        ))}
      </ul>
    </section>
  )
}
