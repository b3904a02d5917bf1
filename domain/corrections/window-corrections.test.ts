import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { components } from '#db/schema/components'
import { corrections, impactWindows, incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import { readStatusPage } from '../public/status-page.ts'
import { correctWindows, listWindows, markOfWindows, type CorrectWindowsInput } from './window-corrections.ts'

const minuteMs = 60_000
const opened = Date.UTC(2026, 10, 24, 13, 44)
const ended = opened + 30 * minuteMs
const now = opened + 60 * minuteMs

let db: Connection
let priya: Actor
let checkout: string
let search: string
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened)
  priya = makePerson(db, { name: 'Priya', role: 'responder' }, opened)
  checkout = makeComponent(db, { startsAt: opened - 24 * 60 * minuteMs }, opened)
  search = makeComponent(db, { name: 'Search', startsAt: opened - 24 * 60 * minuteMs }, opened)
  incidentId = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, opened)
})

type Line = CorrectWindowsInput['windows'][number]

/** The table as a form shows it. */
function table(of = incidentId): (Line & { id: string })[] {
  return listWindows(db, of)
}

function first(): Line & { id: string } {
  const [line] = table()
  if (!line) throw new Error('the incident has a window')
  return line
}

function added(overrides: Partial<Line>): Line {
  return {
    id: null,
    componentId: search,
    status: 'partial_outage',
    startedAt: opened + minuteMs,
    endedAt: opened + 9 * minuteMs,
    ...overrides,
  }
}

function correct(input: Partial<CorrectWindowsInput>, of = incidentId): void {
  const seen = markOfWindows(requireIncident(db, of), listWindows(db, of))
  correctWindows(db, priya, { incidentId: of, windows: [], reason: 'the logs say so', seen, ...input }, now)
}

function resolve(): void {
  postUpdate(db, priya, { incidentId, status: 'resolved' }, ended)
}

function publicly(): PublicIncident {
  const page = readIncidentPage(db, incidentId, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

function componentNow(name: string) {
  return readStatusPage(db, now).ungrouped.find((component) => component.name === name)
}

describe('a corrected window', () => {
  test('changes its start, end and status in one act, which is told as one', () => {
    resolve()
    const line = { ...first(), startedAt: opened + minuteMs, endedAt: ended - minuteMs, status: 'partial_outage' }
    correct({ windows: [line as Line] })
    expect(publicly().corrections).toMatchObject([
      {
        at: now,
        reason: 'the logs say so',
        changes: [
          { kind: 'window_status', component: { name: 'Checkout' }, from: 'major_outage', to: 'partial_outage' },
          { kind: 'window_start', status: 'partial_outage', from: opened, to: opened + minuteMs },
          { kind: 'window_end', from: ended, to: ended - minuteMs },
        ],
      },
    ])
    expect(publicly()).toMatchObject({ impact: 'major', startedAt: opened, resolvedAt: ended })
    expect(componentNow('Checkout')?.days.at(-1)?.tally).toMatchObject({ partialMs: 28 * minuteMs, majorMs: 0 })
  })

  test('says when its times were entered', () => {
    resolve()
    correct({ windows: [{ ...first(), startedAt: opened - minuteMs }] })
    expect(db.select().from(impactWindows).get()).toMatchObject({ startEnteredAt: now, endEnteredAt: ended })
  })

  test('ends while its incident goes on, and the component is operational again', () => {
    correct({ windows: [{ ...first(), endedAt: opened + 5 * minuteMs }] })
    expect(componentNow('Checkout')?.status).toBe('operational')
    expect(publicly()).toMatchObject({ isOver: false, resolvedAt: null })
  })

  test('lasts again where it never ended', () => {
    correct({ windows: [{ ...first(), endedAt: opened + 5 * minuteMs }] })
    correct({ windows: [{ ...first(), endedAt: null }] })
    expect(componentNow('Checkout')?.status).toBe('major_outage')
    expect(db.select().from(impactWindows).get()?.endEnteredAt).toBeNull()
  })

  test('that is withdrawn stays as a row and counts for nothing', () => {
    correct({ windows: [{ ...first(), isWithdrawn: true }] })
    expect(db.select().from(impactWindows).get()).toMatchObject({ withdrawnAt: now, endedAt: null })
    expect(componentNow('Checkout')).toMatchObject({ status: 'operational', uptime: 10_000 })
    expect(publicly()).toMatchObject({
      impact: 'none',
      corrections: [{ changes: [{ kind: 'window_withdrawn', component: { name: 'Checkout' }, startedAt: opened }] }],
    })
  })

  test('that is added counts like any other', () => {
    correct({ windows: [...table(), added({})] })
    expect(componentNow('Search')?.days.at(-1)?.tally.partialMs).toBe(8 * minuteMs)
    expect(publicly().corrections).toMatchObject([
      { changes: [{ kind: 'window_added', component: { name: 'Search' }, status: 'partial_outage' }] },
    ])
  })

  test('moves to another component by a row of its own, and is told as moved', () => {
    correct({ windows: [{ ...first(), componentId: search }] })
    expect(componentNow('Checkout')?.status).toBe('operational')
    expect(componentNow('Search')?.status).toBe('major_outage')
    expect(publicly().corrections[0]?.changes).toEqual([
      {
        kind: 'window_component',
        from: { name: 'Checkout', slug: 'checkout' },
        to: { name: 'Search', slug: 'search' },
        status: 'major_outage',
        startedAt: opened,
        endedAt: null,
      },
    ])
  })

  test('may touch another one of its component', () => {
    correct({
      windows: [
        { ...first(), startedAt: opened + 5 * minuteMs },
        added({ componentId: checkout, startedAt: opened, endedAt: opened + 5 * minuteMs }),
      ],
    })
    expect(table()).toHaveLength(2)
  })
})

describe('an incident’s own times', () => {
  test('follow a window that was moved beyond them', () => {
    resolve()
    correct({ windows: [{ ...first(), startedAt: opened - 25 * minuteMs, endedAt: ended + minuteMs }] })
    expect(publicly()).toMatchObject({ startedAt: opened - 25 * minuteMs, resolvedAt: ended + minuteMs })
    expect(publicly().corrections[0]?.changes.map(({ kind }) => kind)).toEqual([
      'incident_start',
      'incident_end',
      'window_start',
      'window_end',
    ])
  })

  test('stay where a window moves within them', () => {
    resolve()
    correct({ windows: [{ ...first(), startedAt: opened + minuteMs }] })
    expect(publicly()).toMatchObject({ startedAt: opened, resolvedAt: ended })
  })

  test('are corrected by themselves', () => {
    resolve()
    correct({ startedAt: opened - minuteMs, resolvedAt: ended + minuteMs })
    expect(publicly()).toMatchObject({ startedAt: opened - minuteMs, resolvedAt: ended + minuteMs })
    expect(db.select().from(auditLog).all().at(-1)).toMatchObject({ action: 'incident.correct' })
  })

  test.each<[string, Partial<CorrectWindowsInput>, string]>([
    ['a start in the future', { startedAt: now + 1 }, 'startedAt'],
    ['an end in the future', { resolvedAt: now + 1 }, 'resolvedAt'],
    ['an end before the start', { startedAt: opened - 2, resolvedAt: opened - 3 }, 'resolvedAt'],
    ['a start after a window’s', { startedAt: opened + 1 }, 'startedAt'],
    ['an end before a window’s', { resolvedAt: ended - 1 }, 'resolvedAt'],
    ['no end, which only an update takes back', { resolvedAt: null }, 'resolvedAt'],
  ])('can’t be given %s', (_name, input, field) => {
    resolve()
    expect(() => correct(input)).toThrow(expect.objectContaining({ code: 'invalid', field }))
  })

  test('can’t be given an end while it is open', () => {
    expect(() => correct({ resolvedAt: ended })).toThrow(expect.objectContaining({ field: 'resolvedAt' }))
  })
})

describe('it is refused', () => {
  test.each<[string, Partial<Line>, string]>([
    ['an end before the start', { startedAt: opened + 9, endedAt: opened + 8 }, 'windows.1.endedAt'],
    ['no length', { startedAt: opened + 9, endedAt: opened + 9 }, 'windows.1.endedAt'],
    ['a start in the future', { startedAt: now + 1, endedAt: null }, 'windows.1.startedAt'],
    ['an end in the future', { endedAt: now + 1 }, 'windows.1.endedAt'],
    ['a slip in the year', { startedAt: opened - 367 * 24 * 60 * minuteMs }, 'windows.1.startedAt'],
    ['nothing wrong', { status: 'operational' }, 'windows.1.status'],
    ['an unknown component', { componentId: 'none' }, 'windows.1.componentId'],
  ])('for a window with %s', (_name, overrides, field) => {
    expect(() => correct({ windows: [first(), added(overrides)] })).toThrow(
      expect.objectContaining({ code: 'invalid', field }),
    )
  })

  test('for a window that overlaps another one of its component', () => {
    expect(() => correct({ windows: [first(), added({ componentId: checkout })] })).toThrow(
      expect.objectContaining({ field: 'windows.1.startedAt' }),
    )
  })

  test('for a window that lasts on after the incident’s end', () => {
    resolve()
    expect(() => correct({ windows: [{ ...first(), endedAt: null }] })).toThrow(
      expect.objectContaining({ field: 'windows.0.endedAt' }),
    )
  })

  test('for an archived component, but not where the window was there before', () => {
    resolve()
    db.update(components).set({ archivedAt: now }).run()
    expect(() => correct({ windows: [added({})] })).toThrow(expect.objectContaining({ field: 'windows.0.componentId' }))
    correct({ windows: [{ ...first(), status: 'partial_outage' }] })
    expect(first().status).toBe('partial_outage')
  })

  test('for a maintenance that has not begun', () => {
    const planned = makeMaintenance(db, { componentIds: [checkout] }, now)
    expect(() => correct({ windows: [added({})] }, planned)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  test('without a reason, where customers could read it', () => {
    expect(() => correct({ windows: [added({})], reason: ' ' })).toThrow(expect.objectContaining({ field: 'reason' }))
  })

  test('where nothing differs', () => {
    expect(() => correct({ windows: table() })).toThrow('Nothing is changed yet.')
  })

  test('where the table was changed meanwhile, by a correction or by an update', () => {
    const incident = requireIncident(db, incidentId)
    const windows = [{ ...first(), startedAt: opened - minuteMs }]
    const seen = markOfWindows(incident, table())
    const components = [{ componentId: search, status: 'partial_outage' as const }]
    postUpdate(db, priya, { incidentId, status: 'identified', components }, now)
    expect(() => correct({ windows, seen })).toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  test('for a window of another incident', () => {
    const [foreign] = table()
    const other = makeIncident(db, {}, opened)
    if (!foreign) throw new Error('the incident has a window')
    expect(() => correct({ windows: [foreign] }, other)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })
})

test('what nobody touches is not judged, as an imported page may hold windows that overlap', () => {
  const twin = { ...first(), id: 'twin', incidentId, startEnteredAt: opened }
  db.insert(impactWindows)
    .values({ ...twin, status: 'partial_outage' })
    .run()
  correct({ windows: [...table(), added({})] })
  expect(table()).toHaveLength(3)
})

test('an internal incident’s windows are corrected without a reason and without a trace in public', () => {
  db.update(incidents).set({ publishedAt: null }).run()
  correct({ windows: [{ ...first(), startedAt: opened - minuteMs }], reason: '' })
  expect(db.select().from(corrections).all()).toEqual([])
  const row = db.select().from(auditLog).where(eq(auditLog.action, 'impact_window.correct')).get()
  expect(row?.before).toContain(String(opened))
})
