'use client'

import { Time } from '../../../../components/time.tsx'
import type { Live, Versioned } from './use-live.ts'

interface LiveStatusProps {
  live: Pick<Live<Versioned>, 'trouble' | 'now' | 'data'>
  /** What is kept live, as a sentence's beginning: "This list". */
  what: string
  timeZone: string
  /** What to announce while all is well, for whoever does not see it change. */
  news?: string
}

/** Says visibly when a live part can't be refreshed, and quietly what is new. */
export function LiveStatus({ live: { trouble, data, now }, what, timeZone, news = '' }: LiveStatusProps) {
  if (trouble === null) {
    return (
      <p role="status" className="sr-only">
        {news}
      </p>
    )
  }
  return (
    <p role="status" className="mt-3 rounded-control border-2 border-degraded bg-degraded-tint px-4 py-2.5">
      {trouble === 'signed_out' ? (
        <>
          {`${what} is not refreshed any more: you are signed out. `}
          <a href="/admin/sign-in" target="_blank">
            Sign in in another tab
          </a>
          ; it goes on by itself then.
        </>
      ) : (
        <>
          {`${what} can’t be refreshed right now. It is as of `}
          <Time at={data.now} now={now} timeZone={timeZone} form="short" />
          {'; Candor tries again by itself.'}
        </>
      )}
    </p>
  )
}
