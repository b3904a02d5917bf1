import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { Section } from '#components/section'
import { Calendar, CalendarProblems } from '#components/uptime/calendar'
import { CalendarFilter } from '#components/uptime/calendar-filter'
import { Definitions } from '#components/uptime/definitions'
import { nextChange } from '#domain/public/instants/next-change'
import type { UptimeCalendar } from '#domain/public/uptime/calendar'
import { metadataOf } from '../metadata.ts'
import { readCalendar, readSettings, requestNow } from '../reads.ts'
import { calendarPath, calendarQueryOf, type SearchParams } from './calendar-address.ts'

interface UptimeProps {
  searchParams: SearchParams
}

export async function generateMetadata({ searchParams }: UptimeProps): Promise<Metadata> {
  const { query } = await calendarQueryOf(searchParams)
  const [calendar, page] = [await readCalendar(query), await readSettings()]
  const of = calendar ? wordsOf(calendar.subject) : page.name
  const { component, group } = calendar ? addressOf(calendar.subject) : { component: '', group: '' }
  return metadataOf({
    title: `Uptime of ${of} · ${page.name}`,
    description: `The uptime of ${of}, month by month and day by day, and what every figure is made of.`,
    path: calendarPath({ component, group, month: query.month === '' ? '' : (calendar?.months[0]?.name ?? '') }),
    state: null,
    changesAt: nextChange([], await requestNow(), page.timeZone),
  })
}

export default async function UptimePage({ searchParams }: UptimeProps) {
  const { query, moved } = await calendarQueryOf(searchParams)
  if (moved !== null) redirect(moved)
  const [calendar, page, now] = [await readCalendar(query), await readSettings(), await requestNow()]
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>{calendar ? `Uptime of ${wordsOf(calendar.subject)}` : 'Uptime'}</PageTitle>
      {calendar ? (
        <>
          <p className="mt-3">
            {calendar.subject.kind === 'component'
              ? 'Every figure and every day leads to what it is made of.'
              : 'Months show the mean of the components; days show the worst that one of them had. Every figure and every day leads to what it is made of.'}
          </p>
          <CalendarFilter calendar={calendar} />
          <CalendarProblems problems={calendar.problems} />
          <Calendar calendar={calendar} />
        </>
      ) : (
        <p className="mt-3">No component on this page shows its uptime.</p>
      )}
      <Section title="What the words mean" id="definitions">
        <Definitions />
      </Section>
    </PageFrame>
  )
}

function wordsOf(subject: UptimeCalendar['subject']): string {
  return subject.kind === 'all' ? 'all components' : subject.name
}

function addressOf(subject: UptimeCalendar['subject']): { component: string; group: string } {
  return {
    component: subject.kind === 'component' ? subject.slug : '',
    group: subject.kind === 'group' ? subject.id : '',
  }
}
