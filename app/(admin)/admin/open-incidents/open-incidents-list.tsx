'use client'

import { promiseAt } from '#domain/incidents/promises'
import { durationWords } from '../../../../components/durations.tsx'
import { Time } from '../../../../components/time.tsx'
import { IncidentRow } from '../../parts/incidents/incident-row.tsx'
import { LiveProvider } from '../../parts/live/live-provider.tsx'
import { LiveStatus } from '../../parts/live/live-status.tsx'
import { useLive } from '../../parts/live/use-live.ts'
import type { OpenIncidents } from './open-incidents.ts'

/** The open incidents: complete as the server rendered them, and with scripts anew every two seconds. */
export function OpenIncidentsList({ initial }: { initial: OpenIncidents }) {
  return (
    <LiveProvider>
      <LiveList initial={initial} />
    </LiveProvider>
  )
}

function LiveList({ initial }: { initial: OpenIncidents }) {
  const live = useLive('/admin/open-incidents', initial)
  const { incidents, timeZone } = live.data
  const told = { now: live.now, timeZone }
  return (
    <div>
      <LiveStatus live={live} what="This list" timeZone={timeZone} news={`${incidents.length} open`} />
      {incidents.length === 0 && <p className="mt-3 text-muted">No incident is open.</p>}
      <ul role="list">
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} {...told}>
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
