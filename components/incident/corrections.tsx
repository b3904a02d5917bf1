import type { CorrectionChange } from '#domain/corrections/correction-changes'
import type { PublicCorrection } from '#domain/public/corrections'
import { counted } from '../durations.tsx'
import { Time } from '../time.tsx'
import { ChangeWords, sentencesOf, type UpdateHref } from './correction-words.tsx'
import { OldText } from './old-text.tsx'

interface CorrectionsProps {
  /** The newest first. */
  corrections: readonly PublicCorrection[]
  now: number
  timeZone: string
}

/** So many stand open; what was corrected before them is one step away. */
const mostInSight = 2

/** What was corrected of an incident, when and why; a typo in an update is told at the update alone. */
export function Corrections({ corrections, now, timeZone }: CorrectionsProps) {
  const told = corrections.filter(({ isMinor, changes }) => !isMinor || changes.some(({ kind }) => kind === 'title'))
  if (told.length === 0) return null
  const earlier = told.slice(mostInSight)
  const itemOf = (correction: PublicCorrection, index: number) => (
    <li key={`${correction.at}-${index}`} className="not-first:mt-3">
      <CorrectionItem correction={correction} now={now} timeZone={timeZone} />
    </li>
  )
  return (
    <section aria-labelledby="corrections" className="mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5">
      <h2 id="corrections" className="sr-only">
        Corrections
      </h2>
      <ul role="list">{told.slice(0, mostInSight).map(itemOf)}</ul>
      {earlier.length > 0 && (
        <details className="mt-1">
          <summary className="min-h-11 cursor-pointer py-2.5">{counted(earlier.length, 'earlier correction')}</summary>
          <ul role="list">{earlier.map(itemOf)}</ul>
        </details>
      )}
    </section>
  )
}

interface CorrectionItemProps {
  correction: PublicCorrection
  now: number
  timeZone: string
  hrefOf?: UpdateHref
}

/** One correction in a sentence, or, where it changed several things, in a list of them. */
export function CorrectionItem({ correction, hrefOf, ...clock }: CorrectionItemProps) {
  const link = hrefOf === undefined ? {} : { hrefOf }
  const { at, isMinor, reason, changes } = correction
  const sentences = sentencesOf(changes)
  const because = reason === null ? '' : `, because ${reason}`
  const [only] = sentences
  const texts = changes.filter((change) => change.kind === 'text')
  return (
    <>
      <p>
        <strong className="font-semibold">
          {isMinor ? 'Edited ' : 'Corrected '}
          <Time at={at} {...clock} />
        </strong>
        {sentences.length === 1 && only ? (
          <>
            {': '}
            <ChangeWords change={only} {...clock} {...link} />
            {`${because}.`}
          </>
        ) : (
          `${because}:`
        )}
      </p>
      {sentences.length > 1 && (
        <ul className="mt-1 list-disc pl-5">
          {sentences.map((sentence, index) => (
            <li key={index} className="first-letter:uppercase">
              <ChangeWords change={sentence} {...clock} {...link} />.
            </li>
          ))}
        </ul>
      )}
      {texts.length > 0 && <TextsBefore texts={texts} at={at} {...clock} />}
    </>
  )
}

type TextChange = Extract<CorrectionChange, { kind: 'text' }>

/** On paper the same words stand open at their updates. */
function TextsBefore({
  texts,
  at,
  now,
  timeZone,
}: {
  texts: readonly TextChange[]
  at: number
  now: number
  timeZone: string
}) {
  return (
    <details className="print:hidden">
      <summary className="min-h-11 cursor-pointer py-2.5 text-note">What it said before</summary>
      {texts.map(({ update, html }) => (
        <OldText key={update.id} html={html} until={at} now={now} timeZone={timeZone} />
      ))}
    </details>
  )
}
