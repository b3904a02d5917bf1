import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { rewordUpdate } from '#db/demo/records'
import { impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { readHistoryPage } from './history-page.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readIncidentPage, type PublicIncident } from './incidents.ts'
import { readStatusPage } from './status-page.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 30 * minuteMs

let db: Connection
let checkout: string
let id: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened)
  checkout = makeComponent(db, {}, opened - 24 * 60 * minuteMs)
  const body = 'Checkout **refuses** [cards](https://acme.example/cards).'
  id = makeIncident(db, { body, components: [{ componentId: checkout, status: 'major_outage' }] }, opened)
})

function publicly(of = id): PublicIncident {
  const page = readIncidentPage(db, of, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

describe('a public incident', () => {
  test('has its text as safe HTML and as it was written', () => {
    expect(publicly().updates[0]).toMatchObject({
      body: 'Checkout **refuses** [cards](https://acme.example/cards).',
      html: '<p>Checkout <strong>refuses</strong> <a href="https://acme.example/cards" rel="nofollow noopener">cards</a>.</p>',
    })
  })

  test('in a list says its newest words without markup, cut at a blank', () => {
    postUpdate(db, terminal, { incidentId: id, status: 'resolved', body: `${'words '.repeat(60)}end` }, now)
    const excerpt = readStatusPage(db, now).recent[0]?.incidents[0]?.excerpt
    expect(excerpt).toMatch(/^(words )+words…$/)
    expect(excerpt?.length).toBeLessThanOrEqual(281)
  })

  test('in a list cuts even a text without blanks', () => {
    postUpdate(db, terminal, { incidentId: id, status: 'resolved', body: 'x'.repeat(500) }, now)
    expect(readStatusPage(db, now).recent[0]?.incidents[0]?.excerpt).toBe(`${'x'.repeat(280)}…`)
  })

  test('names its components worst first, each with the worst that it was', () => {
    const api = makeComponent(db, { name: 'API' }, opened)
    const changes = [
      { componentId: api, status: 'degraded_performance' as const },
      { componentId: checkout, status: 'degraded_performance' as const },
    ]
    postUpdate(db, terminal, { incidentId: id, status: 'monitoring', components: changes }, now)
    expect(publicly().components.map(({ name, worst }) => [name, worst])).toEqual([
      ['Checkout', 'major_outage'],
      ['API', 'degraded_performance'],
    ])
  })

  test('has the impact that was set by hand, where one was', () => {
    db.update(incidents).set({ impactOverride: 'minor' }).run()
    expect(publicly().impact).toBe('minor')
  })

  test('shows when an update was last corrected, not when it first was', () => {
    const correct = (find: string, replacement: string, at: number) =>
      rewordUpdate(db, terminal, { incidentId: id, find, replacement, reason: 'a slip' }, at)
    correct('refuses', 'declines', opened + minuteMs)
    correct('declines', 'rejects', opened + 2 * minuteMs)
    correct('rejects', 'refuses', opened + 3 * minuteMs)
    expect(publicly().updates[0]).toMatchObject({ correction: { at: opened + 3 * minuteMs, reason: 'a slip' } })
  })

  test('orders its updates by when they were told, so that the newest word stands first', () => {
    postUpdate(db, terminal, { incidentId: id, status: 'identified' }, now - 5 * minuteMs)
    postUpdate(db, terminal, { incidentId: id, status: 'resolved', happenedAt: now - 10 * minuteMs }, now)
    expect(publicly().updates).toMatchObject([
      { label: 'Resolved', happenedAt: now - 10 * minuteMs, publishedAt: now },
      { label: 'Identified', happenedAt: now - 5 * minuteMs },
      { label: 'Investigating' },
    ])
  })

  test('orders imported updates by when they happened, which their status follows', () => {
    const update = {
      incidentId: id,
      body: 'Told late.',
      bodyFormat: 'html' as const,
      sourceId: 'one',
      publishedAt: now,
    }
    db.update(incidentUpdates).set({ sourceId: 'two' }).run()
    db.insert(incidentUpdates)
      .values({ ...update, id: 'a', status: 'identified', happenedAt: opened - 1, createdAt: now, updatedAt: now })
      .run()
    expect(publicly().updates.map((one) => one.label)).toEqual(['Back to investigating', 'Identified'])
  })
})

describe('a false alarm', () => {
  test('counts for nothing, in the bars, the uptime and the impact', () => {
    postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, now)
    const before = readStatusPage(db, now).ungrouped[0]
    expect(before?.uptime).toBeLessThan(10_000)
    expect(before?.days.at(-1)?.tally.worst).toBe('major_outage')
    markFalseAlarm(db, terminal, { incidentId: id, reason: 'The check was at fault.' }, now)
    const after = readStatusPage(db, now).ungrouped[0]
    expect(after).toMatchObject({ uptime: 10_000, status: 'operational' })
    expect(after?.days.at(-1)?.tally).toMatchObject({ worst: 'operational', majorMs: 0 })
    expect(publicly()).toMatchObject({ impact: 'none', falseAlarm: { at: now, reason: 'The check was at fault.' } })
  })
})

describe('a window that was taken back', () => {
  test('counts for nothing, and no longer makes the incident’s impact', () => {
    db.update(impactWindows).set({ withdrawnAt: now }).run()
    expect(readStatusPage(db, now).ungrouped[0]).toMatchObject({ uptime: 10_000, status: 'operational' })
    expect(publicly()).toMatchObject({ impact: 'none', components: [] })
  })
})

describe('an old permalink', () => {
  test('of what was merged leads to where it went', () => {
    const other = makeIncident(db, { title: 'The same' }, opened)
    db.update(incidents).set({ mergedIntoId: id, mergedAt: now }).where(eq(incidents.id, other)).run()
    expect(readIncidentPage(db, other, now)).toEqual({ forwardTo: id })
    expect(readStatusPage(db, now).open.map((open) => open.id)).toEqual([id])
  })

  test('of what was imported under another id leads to it', () => {
    db.update(incidents).set({ sourcePage: 'https://status.acme.example', sourceId: 'INC-77' }).run()
    expect(readIncidentPage(db, 'INC-77', now)).toEqual({ forwardTo: id })
  })

  test('of nothing leads nowhere', () => {
    expect(readIncidentPage(db, 'none', now)).toBeNull()
  })
})

describe('the history', () => {
  test('files an incident under the month in which it ended, in the page’s time zone', () => {
    const zoned = testDatabase()
    makePage(zoned, { timeZone: 'Europe/Berlin' }, opened)
    const incidentId = makeIncident(zoned, {}, Date.UTC(2026, 9, 31, 20))
    postUpdate(zoned, terminal, { incidentId, status: 'resolved' }, Date.UTC(2026, 9, 31, 23, 30))
    const { months } = readHistoryPage(zoned, { number: 1, componentSlug: null }, now)
    expect(months.map(({ month, incidents: filed }) => [month, filed.length])).toEqual([
      [11, 1],
      [10, 0],
      [9, 0],
    ])
  })

  test('has three months a page, as many pages as it needs, and no page beyond', () => {
    const old = makeIncident(db, { title: 'Long ago' }, Date.UTC(2026, 2, 3))
    postUpdate(db, terminal, { incidentId: old, status: 'resolved' }, Date.UTC(2026, 2, 4))
    const read = (number: number) => readHistoryPage(db, { number, componentSlug: null }, now)
    expect(read(1)).toMatchObject({ number: 1, pages: 3 })
    expect(read(3).months.map((month) => month.month)).toEqual([5, 4, 3])
    expect(read(3).months[2]?.incidents.map((incident) => incident.title)).toEqual(['Long ago'])
    expect([read(99).number, read(-4).number]).toEqual([3, 1])
  })

  test('can be narrowed to a component, and says so where there is no such one', () => {
    makeComponent(db, { name: 'API' }, opened)
    postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, now)
    const count = (componentSlug: string) => {
      const page = readHistoryPage(db, { number: 1, componentSlug }, now)
      return [page.months.flatMap((month) => month.incidents).length, page.component?.name, page.unknownComponent]
    }
    expect(count('checkout')).toEqual([1, 'Checkout', false])
    expect(count('api')).toEqual([0, 'API', false])
    expect(count('none')).toEqual([1, undefined, true])
  })
})
