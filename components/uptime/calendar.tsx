import type { CalendarProblem, MonthInCalendar, UptimeCalendar } from '#domain/public/uptime/calendar'
import { BarsKey } from '../component/bars-key.tsx'
import { ButtonLink } from '../button-link.tsx'
import { monthWords } from '../instants.tsx'
import { Section } from '../section.tsx'
import { FigurePair } from './figure-pair.tsx'
import { MonthGrid } from './month-grid.tsx'
import { calendarHref, figureHref } from './period-words.tsx'

/** The months of a calendar, the newest first, and the way to those beside them. */
export function Calendar({ calendar }: { calendar: UptimeCalendar }) {
  const { months, newer, older } = calendar
  const subject = addressedSubject(calendar)
  return (
    <>
      <Section title="By month" id="months">
        <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
          {months.map((month) => (
            <Month key={month.name} month={month} calendar={calendar} />
          ))}
        </div>
        <div className="mt-4">
          <BarsKey />
        </div>
        {(newer !== null || older !== null) && (
          <nav aria-label="Pages of the calendar" className="mt-6 flex flex-wrap gap-3 print:hidden">
            {newer !== null && (
              <ButtonLink href={calendarHref(subject, newer)} rel="prev">
                Newer months
              </ButtonLink>
            )}
            {older !== null && (
              <ButtonLink href={calendarHref(subject, older)} rel="next">
                Older months
              </ButtonLink>
            )}
          </nav>
        )}
      </Section>
    </>
  )
}

function Month({ month, calendar }: { month: MonthInCalendar; calendar: UptimeCalendar }) {
  const { subject, componentCount } = calendar
  const of = addressedSubject(calendar)
  const words = monthWords(month.year, month.month)
  const name = subject.kind === 'all' ? 'All components' : subject.name
  return (
    <div className="break-inside-avoid rounded-panel border border-line bg-panel px-2.5 py-4">
      <h3 className="mb-2 px-1.5 font-semibold">{words}</h3>
      <div className="mb-3 px-1.5">
        <FigurePair
          weighted={month.weighted}
          strict={month.strict}
          href={figureHref(of, month.name)}
          isMean={subject.kind !== 'component'}
        />
      </div>
      <MonthGrid
        month={month}
        caption={`${name}, ${words}, day by day`}
        componentCount={componentCount}
        hrefOf={(date) => figureHref(of, date)}
      />
    </div>
  )
}

/** What stands for the subject in addresses. */
export function addressedSubject({ subject }: UptimeCalendar): { slug: string } | { id: string } {
  if (subject.kind === 'component') return { slug: subject.slug }
  return { id: subject.kind === 'group' ? subject.id : 'all' }
}

const problemWords: Record<CalendarProblem, string> = {
  unknown_component: 'There is no such component on this page. This is the calendar of all of them.',
  unknown_group: 'There is no such group on this page. This is the calendar of all components.',
  not_shown: 'The uptime of this component is not shown. This is the calendar of the others.',
  component_and_group: 'A component and a group were asked for at once. This is the calendar of the component.',
  invalid_month: 'This is no month. Write it as 2026-11.',
  month_ahead: 'This month has not begun. These are the newest ones.',
  month_before_start: 'Nothing was observed in this month. This is the first one in which something was.',
}

/** What of an address could not be used. */
export function CalendarProblems({ problems }: { problems: readonly CalendarProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="mt-4 space-y-1 rounded-control bg-degraded-tint px-4.5 py-3.5" role="list">
      {problems.map((problem) => (
        <li key={problem}>{problemWords[problem]}</li>
      ))}
    </ul>
  )
}
