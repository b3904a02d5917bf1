import type { PromiseState } from '#domain/incidents/promises'
import { durationWords } from '../durations.tsx'
import { ClockIcon, StateIcon } from '../state-icon.tsx'
import { Time } from '../time.tsx'

interface PromiseProps {
  promise: PromiseState
  now: number
  timeZone: string
}

/** When customers hear more, or by how much a promise was missed. */
export function PromiseWords({ promise, now, timeZone }: PromiseProps) {
  const time = <Time at={promise.by} now={now} timeZone={timeZone} form="short" />
  if (promise.missedByMs === 0) return <>Next update by {time}</>
  return (
    <>
      The update promised for {time} is {durationWords(promise.missedByMs)} late
    </>
  )
}

interface PromiseLineProps {
  promise: PromiseState | null
  promisesNone: boolean
  now: number
  timeZone: string
}

/** The foot of an open incident: its promise, a missed one in the open, or that there is none. */
export function PromiseLine({ promise, promisesNone, now, timeZone }: PromiseLineProps) {
  if (!promise && !promisesNone) return null
  const isMissed = promise !== null && promise.missedByMs > 0
  return (
    <p
      data-live
      className={`flex items-center gap-2 border-t border-line px-4.5 py-3 sm:px-6 ${isMissed ? 'bg-degraded-tint' : ''}`}
    >
      <span className={isMissed ? 'text-degraded' : 'text-muted'}>
        {isMissed ? <StateIcon state="partial_outage" className="size-4.5" /> : <ClockIcon />}
      </span>
      {promise ? (
        <span className="font-semibold">
          <PromiseWords promise={promise} now={now} timeZone={timeZone} />
        </span>
      ) : (
        <span className="text-muted">No further update is promised.</span>
      )}
    </p>
  )
}
