'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

const refreshMs = 2_000
/** Each failure in a row doubles the wait, up to this. */
const longestRefreshMs = 10_000
/** What could not be refreshed for longer says so. */
const staleMs = 5_000

/** What a live part of the admin area shows: as of when, by the server's clock, and at which version of the database. */
export interface Versioned {
  now: number
  version: string
}

export interface Live<Data> {
  data: Data
  /** The server's clock now, as far as the browser can tell; as rendered until scripts run. */
  now: number
  /** Why what is shown may be out of date; null while it is not. */
  trouble: 'unreachable' | 'signed_out' | null
  /** Asks at once, without waiting for the next round. */
  refresh: () => void
}

class RefusedError extends Error {
  readonly status: number

  constructor(path: string, status: number) {
    super(`${path} was answered with ${status}`)
    this.status = status
  }
}

/**
 * Keeps what the server rendered live: asks `path` every two seconds while the page is in sight, and
 * gets nothing but "not modified" until something changed. Rendered first by the server (`initial`),
 * complete without scripts; a newer `initial`, as after one's own action, wins over what was fetched.
 */
export function useLive<Data extends Versioned>(path: string, initial: Data): Live<Data> {
  const [failures] = useState(() => ({ inARow: 0 }))
  const query = useQuery({
    queryKey: [path],
    queryFn: async ({ client, signal }): Promise<Data> => {
      const known = client.getQueryData<Data>([path]) ?? initial
      try {
        const answer = await fetchLive(path, known, signal)
        failures.inARow = 0
        return answer
      } catch (error) {
        failures.inARow += 1
        throw error
      }
    },
    initialData: initial,
    refetchInterval: () => Math.min(refreshMs * 2 ** failures.inARow, longestRefreshMs),
    retry: false,
    networkMode: 'always',
  })
  const fetched = query.data ?? initial
  const data = initial.now > fetched.now ? initial : fetched
  const isSignedOut = query.error instanceof RefusedError && query.error.status === 401
  const now = useServerClock(data.now)
  const isStale = query.isError && now - data.now >= staleMs
  return {
    data,
    now,
    trouble: isSignedOut ? 'signed_out' : isStale ? 'unreachable' : null,
    refresh: () => void query.refetch(),
  }
}

async function fetchLive<Data extends Versioned>(path: string, known: Data, signal: AbortSignal): Promise<Data> {
  const headers = { accept: 'application/json', 'if-none-match': `"${known.version}"` }
  const response = await fetch(path, { headers, signal, cache: 'no-store' })
  if (response.status === 304) return { ...known, now: Math.max(known.now, answeredAt(response)) }
  if (!response.ok) throw new RefusedError(path, response.status)
  return (await response.json()) as Data
}

function answeredAt(response: Response): number {
  return Date.parse(response.headers.get('date') ?? '') || 0
}

const tickMs = 5_000

/** The server's clock, going on from an instant that it told. */
function useServerClock(told: number): number {
  const [clock, setClock] = useState({ told, elapsedMs: 0 })
  useEffect(() => {
    const startedAt = Date.now()
    const timer = setInterval(() => setClock({ told, elapsedMs: Date.now() - startedAt }), tickMs)
    return () => clearInterval(timer)
  }, [told])
  return clock.told === told ? told + clock.elapsedMs : told
}
