'use client'

import { Time } from '../../../../../../components/time.tsx'
import { LiveProvider } from '../../../../parts/live/live-provider.tsx'
import { LiveStatus } from '../../../../parts/live/live-status.tsx'
import { useLive } from '../../../../parts/live/use-live.ts'
import type { Tellings } from './tellings.ts'
import { ledgerHref, tellingName, tellingWords } from './told-words.ts'

interface LiveTellingsProps {
  incidentId: string
  initial: Tellings
  /** The number of the news whose ledger is shown below. */
  chosen: number | null
  timeZone: string
}

/** Each piece of news with its numbers, which are kept as they are now. */
export function LiveTellings(props: LiveTellingsProps) {
  return (
    <LiveProvider>
      <List {...props} />
    </LiveProvider>
  )
}

function List({ incidentId, initial, chosen, timeZone }: LiveTellingsProps) {
  const live = useLive(`/admin/incidents/${incidentId}/told/live`, initial)
  return (
    <>
      <LiveStatus live={live} what="This list" timeZone={timeZone} />
      <ol role="list" className="mt-2">
        {live.data.all.map((telling) => (
          <li key={telling.number} className="border-line py-3 not-first:border-t">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <a
                href={ledgerHref(incidentId, telling.number)}
                aria-current={telling.number === chosen ? 'true' : undefined}
                className="inline-flex min-h-11 items-center font-semibold"
              >
                {tellingName(telling)}
              </a>
              <span className="text-note text-muted">
                <Time at={telling.at} now={live.now} timeZone={timeZone} form="stamp" />
              </span>
            </p>
            <p>{tellingWords(telling)}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
