import { expect, test } from 'vitest'
import { readHistoryPage } from '#domain/public/history-page'
import { selectCurrentIncidents } from '#domain/public/incident-rows'
import { selectWindows } from '#domain/public/rows'
import { readStatusPage } from '#domain/public/status-page'
import { testDatabase } from '../test-database.ts'
import { generateLargePage } from './large-page.ts'

const endsAt = Date.UTC(2026, 10, 24, 12)
const dayMs = 86_400_000

function largePage(options: { incidents: number; windows: number; seed?: number }) {
  const db = testDatabase()
  generateLargePage(db, { components: 12, endsAt, ...options })
  return db
}

function count(db: ReturnType<typeof testDatabase>, table: string): unknown {
  return db.$client.prepare(`select count(*) as count from ${table}`).pluck().get()
}

test('a page has as many components, incidents and windows as it is asked for', () => {
  const db = largePage({ incidents: 200, windows: 2_500 })
  expect(count(db, 'incidents')).toBe(200)
  expect(count(db, 'components')).toBe(12)
  // The open incident holds its component at one status, where the others have four in turn.
  expect(count(db, 'impact_windows')).toBe(2_500 - 3)
  expect(db.$client.pragma('foreign_key_check')).toEqual([])
})

test('the last 90 days are the same however much lies before them', () => {
  const small = largePage({ incidents: 60, windows: 240 })
  const large = largePage({ incidents: 500, windows: 9_000 })
  const { revision: _small, ...one } = readStatusPage(small, endsAt)
  const { revision: _large, ...other } = readStatusPage(large, endsAt)
  expect({ ...other, page: null }).toEqual({ ...one, page: null })
  const since = endsAt - 91 * dayMs
  expect(selectCurrentIncidents(large, since)).toEqual(selectCurrentIncidents(small, since))
  expect(selectWindows(large, since, endsAt)).toEqual(selectWindows(small, since, endsAt))
})

test('the same seed gives the same page, and another one another', () => {
  const options = { incidents: 80, windows: 400 }
  const titles = (db: ReturnType<typeof testDatabase>) =>
    readHistoryPage(db, { number: 1, componentSlug: null }, endsAt).months.flatMap((month) => month.incidents)
  const first = titles(largePage(options))
  expect(titles(largePage(options))).toEqual(first)
  expect(titles(largePage({ ...options, seed: 2 }))).not.toEqual(first)
})

test('what it tells makes sense: one incident is open, and the rest is history', () => {
  const page = readStatusPage(largePage({ incidents: 100, windows: 500 }), endsAt)
  expect(page.open).toHaveLength(1)
  expect(page.headline.state).toBe('degraded_performance')
  expect(page.recent.flatMap((day) => day.incidents).length).toBeGreaterThan(5)
  for (const group of page.groups) {
    for (const component of group.components) expect(component.uptime).toBeGreaterThan(9_000)
  }
})

test('fewer incidents than the newest part holds are refused', () => {
  expect(() => largePage({ incidents: 10, windows: 10 })).toThrow(RangeError)
})
