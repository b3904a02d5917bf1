import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { impactWindows } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { changeStatuses, heldStatuses, releaseComponents } from './impact-windows.ts'
import type { ComponentStatus } from '../status.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let checkout: string
let incident: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  checkout = makeComponent(db, {}, now)
  incident = makeIncident(db, {}, now)
})

function change(status: ComponentStatus, at: number, holder: string | null = incident) {
  return changeStatuses(db, holder, [{ componentId: checkout, status }], at, at)
}

function windows() {
  return db
    .select()
    .from(impactWindows)
    .all()
    .map(({ status, startedAt, endedAt }) => [status, startedAt - now, endedAt === null ? null : endedAt - now])
}

describe('changing what holds a component', () => {
  test('ends one window where the next begins', () => {
    expect(change('partial_outage', now)).toEqual([
      { componentId: checkout, oldStatus: 'operational', newStatus: 'partial_outage' },
    ])
    change('major_outage', now + 10)
    expect(change('operational', now + 30)).toEqual([
      { componentId: checkout, oldStatus: 'major_outage', newStatus: 'operational' },
    ])
    expect(windows()).toEqual([
      ['partial_outage', 0, 10],
      ['major_outage', 10, 30],
    ])
  })

  test('to what it is already leaves its window alone', () => {
    change('partial_outage', now)
    expect(change('partial_outage', now + 10)).toMatchObject([{ oldStatus: 'partial_outage' }])
    expect(windows()).toEqual([['partial_outage', 0, null]])
  })

  test('to operational where nothing holds it makes no window', () => {
    change('operational', now)
    expect(windows()).toEqual([])
  })

  test('before it began leaves a window without length, never one that ends before its start', () => {
    change('partial_outage', now)
    change('operational', now - 10)
    expect(windows()).toEqual([['partial_outage', 0, 0]])
  })

  test('makes one window of several that were open', () => {
    const open = { componentId: checkout, incidentId: incident, startedAt: now, startEnteredAt: now }
    db.insert(impactWindows)
      .values([
        { id: 'one', status: 'partial_outage', ...open },
        { id: 'two', status: 'major_outage', ...open },
      ])
      .run()
    expect(change('major_outage', now + 10)).toMatchObject([{ oldStatus: 'major_outage' }])
    expect(windows()).toEqual([
      ['partial_outage', 0, 10],
      ['major_outage', 0, 10],
      ['major_outage', 10, null],
    ])
  })
})

describe('letting go', () => {
  test('ends all that one incident holds and nothing of another holder', () => {
    const search = makeComponent(db, { name: 'Search' }, now)
    change('partial_outage', now)
    changeStatuses(db, incident, [{ componentId: search, status: 'degraded_performance' }], now, now)
    change('degraded_performance', now, null)
    expect(heldStatuses(db, incident)).toEqual(
      new Map([
        [checkout, 'partial_outage'],
        [search, 'degraded_performance'],
      ]),
    )
    releaseComponents(db, incident, now + 10, now + 10)
    expect(heldStatuses(db, incident)).toEqual(new Map())
    expect(windows().filter(([, , end]) => end === null)).toEqual([['degraded_performance', 0, null]])
  })

  test('leaves out what was taken back', () => {
    change('major_outage', now)
    db.update(impactWindows).set({ withdrawnAt: now }).run()
    expect(heldStatuses(db, incident)).toEqual(new Map())
    expect(releaseComponents(db, incident, now, now)).toEqual([])
  })
})
