import { IncidentSummary } from '#components/incident/incident-summary'
import { monthWords } from '#components/instants'
import { Section } from '#components/section'
import type { HistoryMonth, HistoryPage } from '#domain/public/history-page'

/** The months of a page of the history, each with what it held, or that it held nothing. */
export function HistoryMonths({ history, now }: { history: HistoryPage; now: number }) {
  return history.months.map((month) => <Month key={month.from} month={month} history={history} now={now} />)
}

function Month({ month, history, now }: { month: HistoryMonth; history: HistoryPage; now: number }) {
  const { component, page } = history
  const words = monthWords(month.year, month.month)
  const what = component ? `No incidents of ${component.name}` : 'No incidents'
  return (
    <Section title={words} id={`month-${month.year}-${month.month}`}>
      {month.incidents.length === 0 ? (
        <p className="text-muted">{`${what} in ${words}.`}</p>
      ) : (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
          {month.incidents.map((incident) => (
            <li key={incident.id} className="px-4.5 py-4 sm:px-6">
              <IncidentSummary heading="h3" incident={incident} now={now} timeZone={page.timeZone} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
