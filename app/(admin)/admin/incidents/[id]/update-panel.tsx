'use client'

import { useState, type FocusEvent } from 'react'
import { seenField } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import { zoneAbbreviation } from '#domain/zone-names'
import type { ComponentRowGroup } from '../../../parts/publication/component-rows.tsx'
import { Panel } from '../../../parts/panel.tsx'
import type { IncidentDesk } from './incident-desk.ts'
import { useLiveIncident } from './live-incident.tsx'
import { UpdateForm } from './update-form.tsx'

/**
 * The form for an update. While somebody is in it or has typed anything, it stays as it was, whatever
 * colleagues post meanwhile: it says so, and what it was written upon is what it says to have seen.
 */
export function UpdatePanel({ draft }: { draft: FormDraft }) {
  const { desk, seenSince } = useLiveIncident()
  const [held, setHeld] = useState<IncidentDesk | null>(null)
  const [isTyped, setIsTyped] = useState(false)
  const [round, setRound] = useState({ number: 0, newestUpdateId: desk.incident.newestUpdateId })
  const shown = held ?? desk
  const { incident } = shown
  const status = shown.alerts?.proposesMonitoring ? 'monitoring' : incident.status
  const seen = seenSince(draft.saved?.values[seenField]?.[0] ?? incident.newestUpdateId)
  // What was posted begins an empty form. Its key must not tell of the incident: without scripts React
  // finds what a form was answered by the form's place, which a colleague's post must not change.
  if (incident.newestUpdateId !== round.newestUpdateId) {
    setRound({ number: round.number + 1, newestUpdateId: incident.newestUpdateId })
  }
  const newer = seen === desk.incident.newestUpdateId ? null : desk.incident.updates[0]
  if (incident.isOver && incident.mergedIntoId) return null

  function hold(): void {
    setHeld(shown)
    setIsTyped(true)
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLDivElement>): void {
    if (!isTyped && !currentTarget.contains(relatedTarget)) setHeld(null)
  }

  return (
    <Panel {...(incident.isOver ? {} : { title: 'Post an update' })}>
      <div onFocus={() => setHeld(shown)} onBlur={onBlur} onInput={hold}>
        <p role="status" className={newer ? 'mt-3 rounded-control bg-degraded-tint px-4 py-2.5' : 'sr-only'}>
          {newer && `${newer.authorName ?? 'Candor'} posted “${newer.label}” meanwhile: read it in the timeline below.`}
        </p>
        <UpdateForm
          key={round.number}
          draft={draft}
          onBegun={hold}
          incidentId={incident.id}
          seenUpdateId={seen}
          kind={incident.kind}
          status={status}
          isInternal={incident.isInternal}
          summary={incident.isOver ? (incident.kind === 'incident' ? 'Say more, or reopen it' : 'Say more') : null}
          held={only(shown.rows, true)}
          wasHeld={incident.heldAtEnd.length > 0}
          others={only(shown.rows, false)}
          ground={{
            status,
            sofar: incident.windows.map((window) => window.status),
            override: incident.impactOverride,
            settings: shown.promiseMinutes,
          }}
          zone={zoneAbbreviation(shown.now, shown.timeZone)}
        />
      </div>
    </Panel>
  )
}

function only(groups: readonly ComponentRowGroup[], isHeld: boolean): ComponentRowGroup[] {
  return groups
    .map((group) => ({
      ...group,
      components: group.components.filter((component) => (component.held !== null) === isHeld),
    }))
    .filter((group) => group.components.length > 0)
}
