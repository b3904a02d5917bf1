'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { durationWords } from '../../../../components/durations.tsx'
import { Time } from '../../../../components/time.tsx'
import { IncidentRow } from '../../parts/incident-row.tsx'
import type { OpenIncidents } from './open-incidents.ts'

const refreshMs = 5_000
/** Older than this, the list says that it may not be current. */
const staleMs = 15_000

/** The open incidents: complete as the server rendered them, and with scripts anew every five seconds. */
export function OpenIncidentsList({ initial }: { initial: OpenIncidents }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <LiveList initial={initial} />
    </QueryClientProvider>
  )
}

function LiveList({ initial }: { initial: OpenIncidents }) {
  const { data, isError, dataUpdatedAt, errorUpdatedAt } = useQuery({
    queryKey: ['open-incidents'],
    queryFn: fetchOpenIncidents,
    initialData: initial,
    initialDataUpdatedAt: initial.now,
    refetchInterval: refreshMs,
    retry: false,
  })
  const isStale = isError && errorUpdatedAt - dataUpdatedAt > staleMs
  return (
    <div>
      <p role="status" className={isStale ? 'mt-3 rounded-control bg-degraded-tint px-4 py-3' : 'sr-only'}>
        {isStale ? (
          <>
            {'This list could not be refreshed since '}
            <Time at={data.now} now={data.now} timeZone={data.timeZone} form="short" />. Load the page again; you may
            have been signed out.
          </>
        ) : (
          `${data.incidents.length} open`
        )}
      </p>
      {data.incidents.length === 0 && <p className="mt-3 text-muted">No incident is open.</p>}
      <ul role="list">
        {data.incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} now={data.now} timeZone={data.timeZone}>
            <p className="mt-1 text-note">
              <PromiseNote incident={incident} now={data.now} timeZone={data.timeZone} />
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

function PromiseNote({ incident: { promise, promisesNone }, now, timeZone }: PromiseNoteProps) {
  if (!promise) return <span className="text-muted">{promisesNone ? 'No update promised' : 'Nothing promised'}</span>
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

async function fetchOpenIncidents(): Promise<OpenIncidents> {
  const response = await fetch('/admin/open-incidents', { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`the list of open incidents was answered with ${response.status}`)
  return (await response.json()) as OpenIncidents
}
