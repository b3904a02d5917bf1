import type { PublicUpdate } from '#domain/public/incidents'
import { Time } from '../time.tsx'
import { OldText } from './old-text.tsx'

interface UpdateCorrectionProps {
  update: PublicUpdate
  now: number
  timeZone: string
  /** Whether the reason and the earlier versions stand with it, as on the incident's own page. */
  isWhole: boolean
}

/** That an update was corrected or only edited, with what it said before one step away. */
export function UpdateCorrection({ update: { correction, versions }, now, timeZone, isWhole }: UpdateCorrectionProps) {
  if (!correction) return null
  const clock = { now, timeZone }
  const reason = isWhole && correction.reason !== null ? `, because ${correction.reason}` : ''
  const words = (
    <>
      {correction.isMinor ? 'Edited ' : 'Corrected '}
      <Time at={correction.at} {...clock} form="short" />
      {`${reason}.`}
    </>
  )
  if (!isWhole || versions.length === 0) return <p className="mt-1 text-note text-muted">{words}</p>
  return (
    <details className="text-note text-muted">
      <summary className="min-h-11 cursor-pointer py-2.5">
        {words} <span className="underline">What it said before</span>
      </summary>
      {versions.map(({ html, until }, index) => (
        <OldText key={index} html={html} until={until} {...clock} />
      ))}
    </details>
  )
}
