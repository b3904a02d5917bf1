import type { PublicUpdate } from '#domain/public/incidents'
import { statusWords } from '#domain/status'
import { StateIcon } from '../state-icon.tsx'
import { stateText } from '../state-colors.tsx'
import { Time } from '../time.tsx'
import { UpdateCorrection } from './update-correction.tsx'

/** How far apart the two clocks may be before both are told. */
const toldLateMs = 60_000

interface TimelineProps {
  /** Newest first. */
  updates: readonly PublicUpdate[]
  now: number
  timeZone: string
  /** Whether what was corrected stands with it, as on the incident's own page, or only that it was. */
  isWhole?: boolean
}

/** What was said of an incident, newest first. */
export function Timeline({ updates, now, timeZone, isWhole = false }: TimelineProps) {
  return (
    <ol className="timeline" role="list">
      {updates.map((update) => (
        <li key={update.id} id={`update-${update.id}`}>
          <UpdateHead update={update} now={now} timeZone={timeZone} />
          {update.mergedFrom && (
            <p className="text-note text-muted">{`From “${update.mergedFrom}”, merged into this incident`}</p>
          )}
          {update.html && <div className="prose text-text" dangerouslySetInnerHTML={{ __html: update.html }} />}
          <Changes components={update.components} />
          <UpdateCorrection update={update} now={now} timeZone={timeZone} isWhole={isWhole} />
        </li>
      ))}
    </ol>
  )
}

function UpdateHead({ update, now, timeZone }: { update: PublicUpdate; now: number; timeZone: string }) {
  const { happenedAt, publishedAt } = update
  return (
    <p className="text-text">
      <strong className="font-semibold">{update.label}</strong>{' '}
      <span className="text-note text-muted">
        <Time at={happenedAt} now={now} timeZone={timeZone} form="short" />
        {Math.abs(publishedAt - happenedAt) > toldLateMs && (
          <>
            {', posted '}
            <Time at={publishedAt} now={now} timeZone={timeZone} form="short" />
          </>
        )}
      </span>
    </p>
  )
}

/** Which components an update moved, and to what. */
function Changes({ components }: { components: PublicUpdate['components'] }) {
  const moved = components.filter((component) => component.oldStatus !== component.newStatus)
  if (moved.length === 0) return null
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 text-note text-muted" role="list">
      {moved.map(({ slug, name, newStatus }) => (
        <li key={slug} className="flex items-baseline gap-1.5">
          <span className={`self-center ${stateText[newStatus]}`}>
            <StateIcon state={newStatus} className="size-3.5" />
          </span>
          {`${name}: ${statusWords[newStatus].toLowerCase()}`}
        </li>
      ))}
    </ul>
  )
}
