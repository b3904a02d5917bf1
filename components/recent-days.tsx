import type { PublicIncident, PublicIncidentSummary } from '#domain/public/incidents'
import type { RecentDay } from '#domain/public/status-page'
import { IncidentSummary } from './incident/incident-summary.tsx'
import { dayWords, weekdayWords } from './instants.tsx'
import { Time } from './time.tsx'

interface RecentDaysProps {
  /** Newest first; the first one is today. */
  days: readonly RecentDay[]
  open: readonly PublicIncident[]
  now: number
  timeZone: string
}

/** The last days, one block each; a day without anything says so. */
export function RecentDays({ days, open, now, timeZone }: RecentDaysProps) {
  const ended = days.flatMap((day) => day.incidents)
  return (
    <ol className="divide-y divide-line" role="list">
      {days.map((day, index) => {
        const end = days[index - 1]?.from ?? now + 1
        const others = [...open, ...ended.filter((incident) => !day.incidents.includes(incident))]
        const begun = others.filter(({ startedAt }) => startedAt >= day.from && startedAt < end)
        return (
          <li key={day.date} className="grid gap-x-6 gap-y-1.5 py-4 first:pt-0 md:grid-cols-[12rem_1fr]">
            <h3 className="font-medium">
              <time dateTime={day.date}>
                {`${index === 0 ? 'Today, ' : `${weekdayWords(day.date)} `}${dayWords(day.date)}`}
              </time>
            </h3>
            <div className="min-w-0 space-y-4">
              {day.incidents.map((incident) => (
                <IncidentSummary
                  key={incident.id}
                  heading="h4"
                  incident={incident}
                  day={day.from}
                  now={now}
                  timeZone={timeZone}
                />
              ))}
              {begun.map((incident) => (
                <Begun key={incident.id} incident={incident} now={now} timeZone={timeZone} />
              ))}
              {day.incidents.length + begun.length === 0 && <p className="text-muted">No incidents reported.</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

interface BegunProps {
  incident: PublicIncident | PublicIncidentSummary
  now: number
  timeZone: string
}

/** What began on a day and is told elsewhere: above while it is open, else on the day on which it ended. */
function Begun({ incident: { id, title, startedAt, resolvedAt }, now, timeZone }: BegunProps) {
  return (
    <div>
      <h4 className="font-semibold">
        <a className="-my-2.5 inline-block py-2.5" href={`/incidents/${id}`}>
          {title}
        </a>
      </h4>
      <p className="text-note text-muted">
        {'Began '}
        <Time at={startedAt} now={now} timeZone={timeZone} form="short" />
        {resolvedAt === null ? (
          ', still open.'
        ) : (
          <>
            {', ended '}
            <Time at={resolvedAt} now={now} timeZone={timeZone} />.
          </>
        )}
      </p>
    </div>
  )
}
