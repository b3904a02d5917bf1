import type { HistorySearch, QueryProblem, SearchResult } from '#domain/public/history-search'
import { counted } from '../durations.tsx'
import { Marked } from '../marked.tsx'
import { Section } from '../section.tsx'
import { IncidentSummary } from './incident-summary.tsx'

interface Told {
  now: number
  timeZone: string
}

/** What a search of the history found, each with the line that shows why; nothing found says so and leads on. */
export function SearchResults({ search, ...told }: Told & { search: HistorySearch }) {
  const { results, total } = search
  return (
    <Section title={total === 0 ? 'Nothing found' : counted(total, 'result')} id="results">
      {results.length === 0 ? (
        <NothingFound search={search} />
      ) : (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
          {results.map((result) => (
            <li key={result.incident.id} className="px-4.5 py-4 sm:px-6">
              <Result result={result} {...told} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Result({ result: { incident, title, line, isLineOfReport }, ...told }: Told & { result: SearchResult }) {
  return (
    <IncidentSummary
      heading="h3"
      incident={incident}
      title={<Marked pieces={title} />}
      excerpt={
        line && (
          <>
            {isLineOfReport && <span className="text-muted">From the follow-up report: </span>}
            <Marked pieces={line} />
          </>
        )
      }
      {...told}
    />
  )
}

function NothingFound({ search: { query } }: { search: HistorySearch }) {
  const isNarrowed = [query.component, query.impact, query.from, query.to].some((value) => value !== '')
  return (
    <>
      <p>
        {query.q === ''
          ? 'No incident and no maintenance fits what you chose.'
          : `No incident and no maintenance holds “${query.q}”${isNarrowed ? ' and fits what you chose' : ''}. All of the words must stand in its title, its updates or its report.`}
      </p>
      <ul className="mt-2" role="list">
        {query.q !== '' && isNarrowed && (
          <li>
            <a className="inline-block py-2.5" href={`/history?${new URLSearchParams({ q: query.q }).toString()}`}>
              {`Look for “${query.q}” in all of the history`}
            </a>
          </li>
        )}
        <li>
          <a className="inline-block py-2.5" href="/history">
            All of the history, month by month
          </a>
        </li>
      </ul>
    </>
  )
}

const problemWords: Record<QueryProblem, string> = {
  no_words: 'There is no word to look for in what you typed, so it narrows nothing. Write at least one word or number.',
  unknown_component: 'There is no such component on this page. This is the history of all of them.',
  unknown_impact: 'There is no such impact. This is the history of any impact.',
  invalid_from: 'The first day is no date. Write it as 2026-11-24.',
  invalid_to: 'The last day is no date. Write it as 2026-11-24.',
  reversed_dates: 'The first day lies after the last, so nothing can lie between them. Change one of them.',
}

/** What of an address could not be used. */
export function QueryProblems({ problems }: { problems: readonly QueryProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="mt-4 space-y-1 rounded-control bg-degraded-tint px-4.5 py-3.5" role="list">
      {problems.map((problem) => (
        <li key={problem}>{problemWords[problem]}</li>
      ))}
    </ul>
  )
}
