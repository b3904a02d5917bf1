import { dateOf } from '#domain/calendar'
import { CorrectionItem } from '../../../../../../components/incident/corrections.tsx'
import { Timeline } from '../../../../../../components/incident/timeline.tsx'
import { stateText } from '../../../../../../components/state-colors.tsx'
import { StateIcon } from '../../../../../../components/state-icon.tsx'
import { useFrame } from '../../../../parts/frame.tsx'
import { recipientWords } from '../../../../parts/publication/recipient-words.ts'
import type { CorrectionPreview } from './correction-preview.ts'
import { effectLines } from './effect-words.ts'

/** What customers will read of a correction, and what it changes of the page's figures. */
export function EffectsPanel({ preview }: { preview: CorrectionPreview }) {
  const { correction, update, effects, recipients, notes, now, timeZone } = preview
  const { mostRecipients } = useFrame()
  const lines = effectLines(effects, Number(dateOf(now, timeZone).slice(0, 4)))
  return (
    <>
      {correction ? (
        <div className="mt-3 rounded-panel border border-line bg-page p-3 sm:p-5">
          {update && (
            <div className="mb-4 rounded-panel border border-line bg-panel px-4.5 py-5 sm:px-6">
              <Timeline updates={[update]} now={now} timeZone={timeZone} isWhole />
            </div>
          )}
          {!correction.isMinor || !update ? (
            <div className="rounded-control bg-no-data-tint px-4.5 py-3.5">
              <CorrectionItem correction={correction} now={now} timeZone={timeZone} hrefOf={null} />
            </div>
          ) : null}
        </div>
      ) : (
        <p className="mt-3 rounded-panel border-2 border-dashed border-no-data bg-no-data-tint p-5">
          It is <strong className="font-semibold">never public</strong>. The old version stays in the team’s record.
        </p>
      )}
      <h4 className="mt-5 font-semibold">What it changes</h4>
      <ul className="mt-1.5 grid gap-1" role="list">
        {lines.map(({ state, text }) => (
          <li key={text} className="flex gap-2">
            <span className={`mt-1 ${state ? stateText[state] : 'text-muted'}`}>
              <StateIcon state={state ?? 'no_data'} />
            </span>
            {text}
          </li>
        ))}
        {lines.length === 0 && <li>No component’s status and no uptime figure.</li>}
        <li className="flex gap-2">
          <span className="mt-1 text-muted">
            <StateIcon state="no_data" />
          </span>
          {recipientWords(recipients, mostRecipients)}
        </li>
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-3 rounded-control bg-degraded-tint px-4 py-3">
          {note}
        </p>
      ))}
    </>
  )
}
