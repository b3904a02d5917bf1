import type { Headline } from '#domain/headline'
import type { PromiseState } from '#domain/incidents/promises'
import { PromiseWords } from './incident/promise-line.tsx'
import { stateText, stateTint } from './state-colors.tsx'
import { StateIcon } from './state-icon.tsx'
import { Time } from './time.tsx'

interface HeadlineBannerProps {
  headline: Headline
  /** The promise that customers wait for; null where none is due. */
  promise: PromiseState | null
  now: number
  timeZone: string
}

/** The page in one sentence: tinted, with the colour in the shape alone. */
export function HeadlineBanner({ headline, promise, now, timeZone }: HeadlineBannerProps) {
  const { state, text, since, detail } = headline
  return (
    <section
      data-headline
      className={`flex gap-4 rounded-panel p-5 print:border print:border-line sm:p-6 ${stateTint[state]}`}
    >
      <span className={stateText[state]}>
        <StateIcon state={state} className="mt-0.5 size-8" />
      </span>
      <div className="min-w-0">
        <h1 className="text-headline leading-tight font-bold tracking-tight">{text}</h1>
        {(since !== null || detail) && (
          <p className="mt-1">
            {since !== null && (
              <>
                {'Since '}
                <Time at={since} now={now} timeZone={timeZone} form="short" />
                {'. '}
              </>
            )}
            {detail}
          </p>
        )}
        {promise && (
          <p className="mt-1 font-semibold">
            <PromiseWords promise={promise} now={now} timeZone={timeZone} />.
          </p>
        )}
      </div>
    </section>
  )
}
