import type { TeamCorrection } from '#domain/team/corrections'
import { CorrectionItem } from '../../../../../../components/incident/corrections.tsx'
import type { UpdateHref } from '../../../../../../components/incident/correction-words.tsx'
import { TeamOnlyMark } from '../../../../parts/panel.tsx'

interface CorrectionListProps {
  corrections: readonly TeamCorrection[]
  hrefOf: UpdateHref
  now: number
  timeZone: string
}

/** Everything that was corrected, with who did it and what only the team knows of. */
export function CorrectionList({ corrections, hrefOf, now, timeZone }: CorrectionListProps) {
  if (corrections.length === 0) return <p className="mt-2 text-muted">Nothing was corrected.</p>
  return (
    <ul className="mt-3 grid gap-4" role="list">
      {corrections.map((correction, index) => (
        <li key={`${correction.at}-${index}`}>
          <CorrectionItem correction={correction} hrefOf={hrefOf} now={now} timeZone={timeZone} />
          <p className="text-note text-muted">
            By {correction.byName ?? 'Candor itself'}{' '}
            {!correction.isPublic && <TeamOnlyMark>never public</TeamOnlyMark>}
          </p>
        </li>
      ))}
    </ul>
  )
}
