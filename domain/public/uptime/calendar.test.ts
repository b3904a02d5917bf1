import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { components } from '#db/schema/components'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../../components/components.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { readUptimeCalendar, type CalendarQuery, type UptimeCalendar } from './calendar.ts'
import { readComponentFigure } from './component-figure.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nothing: CalendarQuery = { component: '', group: '', month: '' }

let db: Connection
let group: string
let checkout: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 300 * dayMs)
  group = makeGroup(db, {}, now)
  checkout = makeComponent(db, { groupId: group }, Date.UTC(2026, 2, 15, 12))
  makeComponent(db, { name: 'Search', groupId: group }, Date.UTC(2026, 2, 15, 12))
  const incidentId = makeIncident(
    db,
    { components: [{ componentId: checkout, status: 'partial_outage' }] },
    Date.UTC(2026, 10, 10, 12),
  )
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, Date.UTC(2026, 10, 10, 15))
})

function calendarOf(query: Partial<CalendarQuery>): UptimeCalendar {
  const calendar = readUptimeCalendar(db, { ...nothing, ...query }, now)
  if (!calendar) throw new Error('there is no calendar')
  return calendar
}

function monthsOf(calendar: UptimeCalendar): string[] {
  return calendar.months.map(({ name }) => name)
}

describe('a calendar', () => {
  test('has three months, the newest first, each with all of its days and both figures', () => {
    const calendar = calendarOf({ component: 'checkout' })
    expect(monthsOf(calendar)).toEqual(['2026-11', '2026-10', '2026-09'])
    const [november] = calendar.months
    expect(november?.days).toHaveLength(30)
    expect(november?.days[9]).toMatchObject({ date: '2026-11-10', worst: 'partial_outage', affected: 1 })
    expect(november?.days[29]).toMatchObject({ date: '2026-11-30', worst: 'no_data' })
    expect(november).toMatchObject({ weighted: 9_984, strict: 9_947 })
  })

  test('shows the figures that their own pages explain', () => {
    for (const { name, weighted, strict } of calendarOf({ component: 'checkout' }).months) {
      expect(readComponentFigure(db, 'checkout', name, now)).toMatchObject({ weighted, strict })
    }
  })

  test('leads back to the component’s start and forward again, page by page', () => {
    const seen: string[] = []
    let month: string | null = ''
    while (month !== null) {
      const calendar: UptimeCalendar = calendarOf({ component: 'checkout', month })
      seen.push(...monthsOf(calendar))
      month = calendar.older
    }
    expect(seen).toEqual(['11', '10', '09', '08', '07', '06', '05', '04', '03'].map((number) => `2026-${number}`))
    expect(calendarOf({ component: 'checkout', month: '2026-05' }).newer).toBe('2026-08')
    expect(calendarOf({ component: 'checkout', month: '2026-10' }).newer).toBe('2026-11')
    expect(calendarOf({ component: 'checkout' }).newer).toBeNull()
  })

  test('begins with days without data where a component started within a month', () => {
    const [march] = calendarOf({ component: 'checkout', month: '2026-03' }).months
    expect(march?.days[13]?.worst).toBe('no_data')
    expect(march?.days[14]?.time.observedMs).toBe(12 * hourMs)
  })

  test('of a group or of all shows the mean of months and the worst of days', () => {
    for (const query of [{ group }, {}]) {
      const calendar = calendarOf(query)
      expect(calendar.months[0]).toMatchObject({ weighted: 9_992, strict: 9_973 })
      expect(calendar.months[0]?.days[9]).toMatchObject({ worst: 'partial_outage', affected: 1 })
    }
  })

  test('of an archived component ends with the month in which it was archived', () => {
    archiveComponent(db, terminal, checkout, Date.UTC(2026, 8, 10))
    const calendar = calendarOf({ component: 'checkout' })
    expect(monthsOf(calendar)).toEqual(['2026-09', '2026-08', '2026-07'])
    expect(calendar.months[0]?.days[10]?.worst).toBe('no_data')
    expect(calendarOf({}).components.map(({ slug }) => slug)).toEqual(['search'])
  })

  test('has days of 23 and 25 hours where the clock changes', () => {
    const berlin = testDatabase()
    makePage(berlin, { timeZone: 'Europe/Berlin' }, now - 300 * dayMs)
    makeComponent(berlin, {}, now - 290 * dayMs)
    const [october] = readUptimeCalendar(berlin, { ...nothing, month: '2026-10' }, now)?.months ?? []
    expect(october?.days[24]?.time.observedMs).toBe(25 * hourMs)
  })

  test.each([
    [{ component: 'nobody' }, 'unknown_component', '2026-11'],
    [{ group: 'nobody' }, 'unknown_group', '2026-11'],
    [{ month: 'soon' }, 'invalid_month', '2026-11'],
    [{ month: '2027-01' }, 'month_ahead', '2026-11'],
    [{ month: '2020-01' }, 'month_before_start', '2026-03'],
    [{ component: 'checkout', group: 'x' }, 'component_and_group', '2026-11'],
  ] as const)('asked for %o says what it could not use, and shows the nearest', (query, problem, newest) => {
    const calendar = calendarOf(query)
    expect(calendar.problems).toEqual([problem])
    expect(calendar.months[0]?.name).toBe(newest)
  })

  test('never tells of a component whose uptime is not shown, and is none where no component shows it', () => {
    makeComponent(db, { name: 'Quiet', showsUptime: false }, now)
    expect(calendarOf({ component: 'quiet' })).toMatchObject({ problems: ['not_shown'], subject: { kind: 'all' } })
    expect(calendarOf({}).components.map(({ name }) => name)).toEqual(['Checkout', 'Search'])
    db.update(components).set({ showsUptime: false }).run()
    expect(readUptimeCalendar(db, nothing, now)).toBeNull()
  })
})
