import { describe, expect, test } from 'vitest'
import { fillWithCanary } from '#db/demo/canary'
import { tellStory } from '#db/demo/story'
import { testDatabase } from '#db/test-database'
import { incidents } from '#db/schema/incidents'
import { eq } from 'drizzle-orm'
import { readComponentFigure, type ComponentFigure } from './component-figure.ts'
import { csvOfComponent, csvOfGroup } from './figure-csv.ts'
import { recordOfComponent, recordOfGroup } from './figure-record.ts'
import { readGroupFigure, type GroupFigure } from './group-figure.ts'
import { readUptimeCalendar } from './calendar.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const word = 'canaryq7'

const db = testDatabase()
const story = tellStory(db, now)

function figureOf(slug: string, period = 'last-90-days'): ComponentFigure {
  const figure = readComponentFigure(db, slug, period, now)
  if (typeof figure === 'string') throw new Error(figure)
  return figure
}

function rowsOf(csv: string, record: string): string[] {
  return csv.split('\r\n').filter((line) => line.startsWith(`${record},`))
}

describe('a figure for programs', () => {
  test('adds up: the seconds of its windows and of its days are those of the figure', () => {
    const record = recordOfComponent(figureOf('checkout'))
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
    const counted = (status: string) =>
      sum(record.windows.filter((window) => window.status === status).map((window) => window.counted_seconds))
    expect(record.figure.major_outage_seconds).toBeGreaterThan(0)
    expect(counted('major_outage')).toBe(record.figure.major_outage_seconds)
    expect(counted('partial_outage')).toBe(record.figure.partial_outage_seconds)
    expect(sum(record.days.map((day) => day.observed_seconds))).toBe(record.figure.observed_seconds)
    expect(record.figure.weighted_downtime_seconds).toBeCloseTo(
      record.figure.major_outage_seconds + 0.3 * record.figure.partial_outage_seconds,
      3,
    )
  })

  test('as CSV has a row for the figure, for every day and for every window', () => {
    const record = recordOfComponent(figureOf('checkout'))
    const csv = csvOfComponent(record)
    expect(rowsOf(csv, 'figure')).toHaveLength(1)
    expect(rowsOf(csv, 'day')).toHaveLength(90)
    expect(rowsOf(csv, 'window')).toHaveLength(record.windows.length)
    const widths = csv
      .trimEnd()
      .split('\r\n')
      .map((line) => line.replace(/"[^"]*"/g, '').split(',').length)
    expect(new Set(widths)).toEqual(new Set([18]))
  })

  test('as CSV holds no formula, whatever a title says', () => {
    db.update(incidents)
      .set({ title: '=HYPERLINK("https://example.com")' })
      .where(eq(incidents.id, story.incidents.current))
      .run()
    expect(csvOfComponent(recordOfComponent(figureOf('checkout')))).toContain(`"'=HYPERLINK(""https://example.com"")"`)
  })

  test('of a group lists the figures behind the mean', () => {
    const figure = readGroupFigure(db, 'all', '2026-11', now) as GroupFigure
    const record = recordOfGroup(figure)
    expect(record.components).toHaveLength(12)
    expect(rowsOf(csvOfGroup(record), 'component')).toHaveLength(12)
    expect(rowsOf(csvOfGroup(record), 'mean')[0]).toContain(String(record.figure.weighted_mean_percent))
  })
})

test('over a database full of private things no figure, calendar or file carries one of them', () => {
  const canary = fillWithCanary(db, word, now)
  const slugs = [canary.publicSlug, 'checkout', 'search']
  for (const slug of slugs) {
    for (const period of ['last-90-days', '2026-11', '2026-11-24']) {
      const figure = figureOf(slug, period)
      expect(JSON.stringify(figure)).not.toContain(word)
      expect(csvOfComponent(recordOfComponent(figure))).not.toContain(word)
    }
  }
  for (const slug of canary.hiddenSlugs) expect(readComponentFigure(db, slug, '2026-11', now)).toBe('no_component')
  const groups = db.$client.prepare<[], string>('select id from component_groups').pluck().all()
  for (const id of ['all', ...groups])
    expect(JSON.stringify(readGroupFigure(db, id, '2026-11', now))).not.toContain(word)
  const asked = [...canary.hiddenSlugs, canary.publicSlug].map((component) => ({ component, group: '' }))
  for (const query of [...asked, ...groups.map((group) => ({ component: '', group }))]) {
    expect(JSON.stringify(readUptimeCalendar(db, { ...query, month: '' }, now))).not.toContain(word)
  }
})

test('internal incidents and hidden components change no public figure', () => {
  const figure = figureOf('ferry-bookings')
  expect(figure.weighted).toBe(10_000)
  expect(figure.windows.every(({ status }) => status === 'degraded_performance')).toBe(true)
})
