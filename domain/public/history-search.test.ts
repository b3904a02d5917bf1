import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { fillWithCanary } from '#db/demo/canary'
import { tellStory, type Story } from '#db/demo/story'
import { incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import type { MarkedText } from '../search/search-words.ts'
import { isSearch, readHistorySearch, resultsPerPage, type HistoryQuery } from './history-search.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const word = 'canaryq7'
const nothing: HistoryQuery = { q: '', component: '', impact: '', from: '', to: '', number: 1 }

let db: Connection
let story: Story
beforeAll(() => {
  db = testDatabase()
  story = tellStory(db, now)
})

function search(query: Partial<HistoryQuery>) {
  return readHistorySearch(db, { ...nothing, ...query })
}

function idsOf(query: Partial<HistoryQuery>): string[] {
  return search(query).results.map(({ incident }) => incident.id)
}

/** Matches in brackets. */
function told(pieces: readonly MarkedText[] | null | undefined): string | null {
  return pieces ? pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('') : null
}

describe('a search of the history', () => {
  test('finds words of titles, updates and reports, each with the line that holds it', () => {
    const [title] = search({ q: 'catalogue shows' }).results
    expect(told(title?.title)).toBe('[Catalogue] [shows] yesterday’s prices')
    const [update] = search({ q: 'northcell confirms' }).results
    expect(told(update?.line)).toBe('[Northcell] [confirms] the fault on its side. E-mail codes go on working.')
    const [report] = search({ q: 'midnight' }).results
    expect(report).toMatchObject({ incident: { id: story.incidents.cardsRefused }, isLineOfReport: true })
    expect(told(report?.line)).toContain('The certificate ended at [midnight] on the day before.')
  })

  test('lists what began last first', () => {
    const starts = search({ q: 'the' }).results.map(({ incident }) => incident.startedAt)
    expect(starts.length).toBeGreaterThan(5)
    expect(starts).toEqual([...starts].sort((a, b) => b - a))
  })

  test('narrows by component, impact and days of the page’s calendar', () => {
    expect(idsOf({ component: 'checkout', impact: 'critical' })).toEqual([story.incidents.cardsRefused])
    expect(idsOf({ impact: 'maintenance' })).toEqual([story.maintenances.planned, story.maintenances.completed])
    expect(idsOf({ from: '2026-11-24', to: '2026-11-24', component: 'checkout' })).toEqual([story.incidents.current])
    expect(idsOf({ q: 'payments', to: '2026-11-20' })).toEqual([story.incidents.cardsRefused])
  })

  test('gives the impact by which it was narrowed', () => {
    for (const impact of ['none', 'maintenance', 'minor', 'major', 'critical']) {
      for (const { incident } of search({ impact }).results) expect(incident.impact).toBe(impact)
    }
  })

  test('has pages, of which the last stands for every number past it', () => {
    const all = search({ from: '2020-01-01' })
    expect(all).toMatchObject({ pages: 1, total: all.results.length })
    expect(search({ from: '2020-01-01', number: 9 }).query.number).toBe(1)
    expect(resultsPerPage).toBe(20)
  })

  test.each([
    [{ q: '"*-()' }, 'no_words'],
    [{ component: 'nobody', q: 'checkout' }, 'unknown_component'],
    [{ impact: 'huge' }, 'unknown_impact'],
    [{ from: '2026-02-30' }, 'invalid_from'],
    [{ to: 'yesterday' }, 'invalid_to'],
    [{ from: '2026-11-24', to: '2026-11-23' }, 'reversed_dates'],
  ] as const)('of %o says what it could not use', (query, problem) => {
    expect(search(query).problems).toEqual([problem])
  })

  test('of days in the wrong order finds nothing', () => {
    expect(search({ from: '2026-11-24', to: '2026-11-23' })).toMatchObject({ total: 0, results: [] })
  })

  test('never fails, whatever is asked', { timeout: 30_000 }, () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', 'a*', '2026-13-01', 'checkout', 'major'))
    const asked = fc.record({ q: value, component: value, impact: value, from: value, to: value, number: fc.nat() })
    fc.assert(
      fc.property(asked, (query) => {
        const { results, total } = readHistorySearch(db, query)
        expect(results.length).toBe(Math.min(total, resultsPerPage))
      }),
      { numRuns: 15 },
    )
  })

  test('is what an address asks for by words, impact or days; a component alone asks for its months', () => {
    expect(isSearch({ ...nothing, component: 'checkout', number: 3 })).toBe(false)
    for (const key of ['q', 'impact', 'from', 'to']) expect(isSearch({ ...nothing, [key]: 'x' }), key).toBe(true)
  })
})

describe('over a database full of private things', () => {
  let hiddenSlugs: string[]
  beforeAll(() => {
    hiddenSlugs = fillWithCanary(db, word, now).hiddenSlugs
  })

  test('their word finds nothing, alone or with others', () => {
    for (const q of [word, `"${word}"`, `${word} ferry`, word.slice(0, 6)]) {
      expect(search({ q })).toMatchObject({ total: 0, results: [] })
    }
  })

  test('what is found carries none of them', () => {
    for (const query of [
      { q: 'ferry' },
      { q: 'it' },
      { impact: 'minor' },
      { impact: 'critical' },
      { from: '2020-01-01' },
    ])
      expect(JSON.stringify(search(query))).not.toContain(word)
  })

  test('a hidden component is an unknown one, also where something public is found', () => {
    for (const component of hiddenSlugs)
      expect(search({ q: 'ferry', component }).problems).toEqual(['unknown_component'])
  })

  test('hidden components raise no impact', () => {
    const found = search({ q: 'ferry', impact: 'minor' }).results
    expect(found.length).toBeGreaterThan(0)
    expect(search({ q: 'ferry', impact: 'critical' }).total).toBe(0)
  })

  test('an incident that is merged away or becomes internal again is found no longer', () => {
    const { current, cardsRefused } = story.incidents
    expect(idsOf({ q: 'checkout refuses' })).toEqual([current, cardsRefused])
    db.update(incidents).set({ mergedIntoId: cardsRefused, mergedAt: now }).where(eq(incidents.id, current)).run()
    expect(idsOf({ q: 'checkout refuses' })).toEqual([cardsRefused])
    db.update(incidents).set({ publishedAt: null }).where(eq(incidents.id, cardsRefused)).run()
    expect(idsOf({ q: 'checkout refuses' })).toEqual([])
  })
})
