'use client'

import { promiseAt } from '#domain/incidents/promises'
import { durationWords } from '../../../../components/durations.tsx'
import { Time } from '../../../../components/time.tsx'
import { IncidentRow } from '../../parts/incidents/incident-row.tsx'
import { LiveProvider } from '../../parts/live/live-provider.tsx'
import { LiveStatus } from '../../parts/live/live-status.tsx'
import { useLive } from '../../parts/live/use-live.ts'
import { AlertDrafts } from './alert-drafts.tsx'
import type { OpenIncidents } from './open-incidents.ts'

interface OpenIncidentsListProps {
  initial: OpenIncidents
  isResponder: boolean
}

/** The open incidents, drafts from alerts above the others: complete as the server rendered them, and with scripts anew every two seconds. */
export function OpenIncidentsList({ initial, isResponder }: OpenIncidentsListProps) {
  return (
    <LiveProvider>
      <LiveList initial={initial} isResponder={isResponder} />
    </LiveProvider>
  )
}

function LiveList({ initial, isResponder }: OpenIncidentsListProps) {
  const live = useLive('/admin/open-incidents', initial)
  const { incidents, fromAlerts, timeZone } = live.data
  const drafts = incidents.filter(({ id }) => fromAlerts.drafts.includes(id))
  const others = incidents.filter((incident) => !drafts.includes(incident))
  const told = { now: live.now, timeZone }
  return (
    <div>
      <LiveStatus live={live} what="This list" timeZone={timeZone} news={`${incidents.length} open`} />
      <AlertDrafts drafts={drafts} isResponder={isResponder} {...told} />
      {incidents.length === 0 && <p className="mt-3 text-muted">No incident is open.</p>}
      <ul role="list">
        {others.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} {...told}>
            {fromAlerts.ended.includes(incident.id) && (
              <p className="mt-1 text-note font-semibold">Its alerts have all ended: look, and say “Monitoring”.</p>
            )}
            <p className="mt-1 text-note">
              <PromiseNote incident={incident} {...told} />
              {incident.lead && <span className="text-muted">{` · ${incident.lead.name} holds the pen`}</span>}
            </p>
          </IncidentRow>
        ))}
      </ul>
    </div>
  )
}

interface PromiseNoteProps {
  incident: OpenIncidents['incidents'][number]
  now: number
  timeZone: string
}

function PromiseNote({ incident, now, timeZone }: PromiseNoteProps) {
  const promise = promiseAt(incident.promise?.by ?? null, now)
  if (!promise)
    return <span className="text-muted">{incident.promisesNone ? 'No update promised' : 'Nothing promised'}</span>
  const by = <Time at={promise.by} now={now} timeZone={timeZone} form="short" />
  if (promise.missedByMs > 0) {
    return (
      <strong className="rounded-control bg-degraded-tint px-2 py-0.5 font-semibold">
        Update overdue by {durationWords(promise.missedByMs)}, promised for {by}
      </strong>
    )
  }
  return (
    <span>
      Next update due in {durationWords(promise.by - now)}, by {by}
    </span>
  )
}
