'use client'

import { createContext, useContext, useState, type ReactNode } from 'react'
import { promiseAt } from '#domain/incidents/promises'
import { LiveProvider } from '../../../parts/live/live-provider.tsx'
import { LiveStatus } from '../../../parts/live/live-status.tsx'
import { useLive } from '../../../parts/live/use-live.ts'
import type { IncidentDesk } from './incident-desk.ts'

interface LiveIncidentContext {
  desk: IncidentDesk
  refresh: () => void
  /** What is being posted and not confirmed yet; null for nothing. */
  posting: string | null
  setPosting: (text: string | null) => void
  /** What somebody has seen who saw `seen`, and posted since then from this very page. */
  seenSince: (seen: string) => string
  /** Notes that this page posted `id` after having seen `seen`. */
  notePosted: (seen: string, id: string) => void
}

const CurrentIncident = createContext<LiveIncidentContext | null>(null)

/** The incident that the page is about, as it is now. */
export function useLiveIncident(): LiveIncidentContext {
  const context = useContext(CurrentIncident)
  if (!context) throw new Error('a live part stands outside of its incident')
  return context
}

interface LiveIncidentProps {
  initial: IncidentDesk
  children: ReactNode
}

/** Keeps everything within that asks `useLiveIncident` as it is now; a form being typed in is its own affair. */
export function LiveIncident(props: LiveIncidentProps) {
  return (
    <LiveProvider>
      <Provider {...props} />
    </LiveProvider>
  )
}

function Provider({ initial, children }: LiveIncidentProps) {
  const live = useLive(`/admin/incidents/${initial.incident.id}/live`, initial)
  const [posting, setPosting] = useState<string | null>(null)
  const [posted, setPosted] = useState<ReadonlyMap<string, string>>(new Map())
  const desk = { ...live.data, now: live.now, incident: at(live.now, live.data.incident) }
  function seenSince(seen: string): string {
    const next = posted.get(seen)
    return next === undefined ? seen : seenSince(next)
  }
  const context = {
    desk,
    refresh: live.refresh,
    posting,
    setPosting,
    seenSince,
    notePosted: (seen: string, id: string) => setPosted(new Map([...posted, [seen, id]])),
  }
  const [newest] = desk.incident.updates
  const isNews = desk.incident.newestUpdateId !== seenSince(initial.incident.newestUpdateId)
  return (
    <CurrentIncident value={context}>
      <LiveStatus
        live={live}
        what="This incident"
        timeZone={desk.timeZone}
        news={isNews && newest ? `${newest.authorName ?? 'Candor'} posted: ${newest.label}` : ''}
      />
      {children}
    </CurrentIncident>
  )
}

/** An incident as of an instant: whether its promise is missed follows from the clock alone. */
function at(now: number, incident: IncidentDesk['incident']): IncidentDesk['incident'] {
  return { ...incident, promise: promiseAt(incident.promise?.by ?? null, now) }
}
