import { isNarrowed, type TeamQuery, type TeamSearch } from '#domain/team/incident-search'
import { Marked } from '../../../../components/marked.tsx'
import { ButtonLink } from '../../parts/forms/button.tsx'
import { IncidentRow } from '../../parts/incidents/incident-row.tsx'
import { Panel } from '../../parts/panel.tsx'
import { addressOfQuery } from './team-query.ts'

interface FoundIncidentsProps {
  query: TeamQuery
  search: TeamSearch
  now: number
  timeZone: string
}

/** A page of what was found, each with the line that holds the words, and the way to the others. */
export function FoundIncidents({ query, search, now, timeZone }: FoundIncidentsProps) {
  const { number, pages, total, incidents, lines } = search
  return (
    <Panel>
      <p className="text-note text-muted" role="status">
        {countWords(total, isNarrowed(query))}
      </p>
      <ul role="list">
        {incidents.map((incident) => {
          const line = lines[incident.id]
          return (
            <IncidentRow key={incident.id} incident={incident} now={now} timeZone={timeZone}>
              {line && (
                <p className="mt-1 text-note">
                  <Marked pieces={line} />
                </p>
              )}
            </IncidentRow>
          )
        })}
      </ul>
      {pages > 1 && (
        <nav aria-label="Pages of the list" className="mt-4 flex flex-wrap items-center gap-3">
          {number > 1 && <ButtonLink href={addressOfQuery(query, number - 1)}>Newer</ButtonLink>}
          {number < pages && <ButtonLink href={addressOfQuery(query, number + 1)}>Older</ButtonLink>}
          <span className="text-note text-muted">{`Page ${number} of ${pages}`}</span>
        </nav>
      )}
    </Panel>
  )
}

function countWords(total: number, isSearch: boolean): string {
  if (!isSearch) return total === 0 ? 'There was no incident yet.' : `${total} in all, the newest news first.`
  if (total === 0) return 'Nothing found. Try fewer words, or only the component.'
  return `${total} found, maintenance included, the newest news first.`
}
