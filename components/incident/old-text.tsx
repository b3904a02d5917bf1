import { Time } from '../time.tsx'

interface OldTextProps {
  /** Safe to show as it is. */
  html: string
  /** Until when it said so. */
  until: number
  now: number
  timeZone: string
}

/** What an update said before it was corrected. */
export function OldText({ html, until, now, timeZone }: OldTextProps) {
  return (
    <div className="mb-2 border-l-2 border-muted pl-3.5">
      <p className="text-note text-muted">
        {'Until '}
        <Time at={until} now={now} timeZone={timeZone} />
        {' it said:'}
      </p>
      <div className="prose text-text" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  )
}
