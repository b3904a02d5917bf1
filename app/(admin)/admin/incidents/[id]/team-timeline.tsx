import { memo } from 'react'
import { statusWords } from '#domain/status'
import type { TeamUpdate } from '#domain/team/incident'
import { Time } from '../../../../../components/time.tsx'
import { TeamOnlyMark } from '../../../parts/panel.tsx'

interface TeamTimelineProps {
  updates: readonly TeamUpdate[]
  /** What is on its way and not confirmed yet. */
  posting?: string | null
  isInternal: boolean
  /** Where each update is corrected; null for whoever may not. */
  correctHref: ((updateId: string) => string) | null
  now: number
  timeZone: string
}

/** Written anew only when it changes, so that a refresh leaves what somebody has selected in it. */
const Prose = memo(function Prose({ html }: { html: string }) {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
})

const toldLateMs = 60_000

/** The updates with what only the team sees of them: who wrote each, and what is not public. */
export function TeamTimeline({ updates, posting = null, isInternal, correctHref, now, timeZone }: TeamTimelineProps) {
  if (updates.length === 0 && posting === null) return <p className="mt-2 text-muted">No update yet.</p>
  return (
    <ol className="timeline mt-4" role="list">
      {posting !== null && (
        <li>
          <p>
            <strong className="font-semibold">Update</strong> <TeamOnlyMark>on its way, not public yet</TeamOnlyMark>
          </p>
          <p className="text-muted">{posting}</p>
        </li>
      )}
      {updates.map((update) => (
        <li key={update.id}>
          <p>
            <strong className="font-semibold">{update.label}</strong>{' '}
            <span className="text-note text-muted">
              <Time at={update.happenedAt} now={now} timeZone={timeZone} form="short" />
              {update.publishedAt !== null && Math.abs(update.publishedAt - update.happenedAt) > toldLateMs && (
                <>
                  {', posted '}
                  <Time at={update.publishedAt} now={now} timeZone={timeZone} form="short" />
                </>
              )}
              {update.authorName && ` · ${update.authorName}`}
            </span>{' '}
            {update.publishedAt === null && (
              <TeamOnlyMark>{isInternal || update.mergedFrom ? 'internal' : 'draft, never public'}</TeamOnlyMark>
            )}
            {correctHref && (
              <a href={correctHref(update.id)} className="ml-2 text-note">
                Correct<span className="sr-only"> “{update.label}”</span>
              </a>
            )}
          </p>
          {update.mergedFrom && (
            <p className="text-note text-muted">
              {'From '}
              <a href={`/admin/incidents/${update.mergedFrom.id}`}>{update.mergedFrom.title}</a>, merged into this one
            </p>
          )}
          {update.html && <Prose html={update.html} />}
          {update.components.length > 0 && (
            <ul className="mt-1 flex flex-wrap gap-x-4 text-note text-muted" role="list">
              {update.components.map(({ name, newStatus }) => (
                <li key={name}>{`${name}: ${statusWords[newStatus].toLowerCase()}`}</li>
              ))}
            </ul>
          )}
          {update.correctedAt !== null && (
            <p className="mt-1 text-note text-muted">
              {'Corrected '}
              <Time at={update.correctedAt} now={now} timeZone={timeZone} form="short" />
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
