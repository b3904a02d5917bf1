import type { TimelineMoment } from '#domain/team/report-timeline'
import { Time } from '../../../../../../components/time.tsx'
import { changeWords } from './timeline-words.ts'

interface ReportTimelineProps {
  moments: readonly TimelineMoment[]
  /** The instant whose day need not be named. */
  now: number
  timeZone: string
}

/** The incident's course beside its report: what customers know of it. */
export function ReportTimeline({ moments, now, timeZone }: ReportTimelineProps) {
  if (moments.length === 0) return <p className="mt-2 text-muted">Nothing of this incident is public yet.</p>
  return (
    <ol className="timeline mt-4 text-note" role="list">
      {moments.map((moment) => (
        <li key={moment.at}>
          <p className="text-muted">
            <Time at={moment.at} now={now} timeZone={timeZone} form="short" />
          </p>
          {moment.changes.length > 0 && <p>{changeWords(moment)}</p>}
          {moment.updates.map(({ label, text }) => (
            <p key={text}>
              <strong className="font-semibold">{label}</strong> {text}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
