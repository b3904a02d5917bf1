import type { IncidentList } from '#domain/team/incidents'
import { ButtonLink } from '../forms/button.tsx'
import { IncidentRow } from './incident-row.tsx'
import { Panel } from '../panel.tsx'

interface IncidentListPanelProps {
  list: IncidentList
  /** Such as "incident". */
  noun: string
  path: string
  now: number
  timeZone: string
}

/** A page of a list, and the way to the others. */
export function IncidentListPanel({ list, noun, path, now, timeZone }: IncidentListPanelProps) {
  const { number, pages, total, incidents } = list
  return (
    <Panel>
      <p className="text-note text-muted">
        {total === 0 ? `There was no ${noun} yet.` : `${total} in all, the newest news first.`}
      </p>
      <ul role="list">
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} now={now} timeZone={timeZone} />
        ))}
      </ul>
      {pages > 1 && (
        <nav aria-label="Pages of the list" className="mt-4 flex flex-wrap items-center gap-3">
          {number > 1 && <ButtonLink href={`${path}?page=${number - 1}`}>Newer</ButtonLink>}
          {number < pages && <ButtonLink href={`${path}?page=${number + 1}`}>Older</ButtonLink>}
          <span className="text-note text-muted">{`Page ${number} of ${pages}`}</span>
        </nav>
      )}
    </Panel>
  )
}

/** The number in `?page=`; 1 for anything that is none. */
export function pageNumberOf(asked: string | string[] | undefined): number {
  return typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Math.max(1, Number(asked)) : 1
}
