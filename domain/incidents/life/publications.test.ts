import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { readIncidentPage, type PublicIncident } from '../../public/incidents.ts'
import { readStatusPage } from '../../public/status-page.ts'
import { postUpdate } from '../incident-updates.ts'
import { publishIncident } from './publications.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 60 * minuteMs

let db: Connection
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened - minuteMs)
  const componentId = makeComponent(db, {}, opened - 60 * minuteMs)
  const components = [{ componentId, status: 'partial_outage' as const }]
  incidentId = makeIncident(db, { isInternal: true, body: 'Stock is late.', components }, opened)
  postUpdate(db, terminal, { incidentId, status: 'identified' }, opened + 10 * minuteMs)
})

function publicly(): PublicIncident {
  const page = readIncidentPage(db, incidentId, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

describe('making an internal incident public', () => {
  test('tells all of it at one time, each word with when it happened', () => {
    publishIncident(db, terminal, { incidentId }, now)
    expect(publicly()).toMatchObject({ startedAt: opened, publishedAt: now })
    expect(publicly().updates).toMatchObject([
      { label: 'Identified', happenedAt: opened + 10 * minuteMs, publishedAt: now },
      { label: 'Investigating', happenedAt: opened, publishedAt: now, body: 'Stock is late.' },
    ])
  })

  test('counts what it holds from when it began', () => {
    expect(readStatusPage(db, now).ungrouped[0]).toMatchObject({ status: 'operational', uptime: 10_000 })
    publishIncident(db, terminal, { incidentId }, now)
    const checkout = readStatusPage(db, now).ungrouped[0]
    expect(checkout).toMatchObject({ status: 'partial_outage', since: opened })
    expect(checkout?.days.at(-1)?.tally.partialMs).toBe(60 * minuteMs)
  })

  test('promises from now on, not from when the team was told', () => {
    publishIncident(db, terminal, { incidentId }, now)
    expect(publicly().promise).toEqual({ by: now + 30 * minuteMs, missedByMs: 0 })
  })

  test('can promise another time, or none by choice', () => {
    publishIncident(db, terminal, { incidentId, promise: 'none' }, now)
    expect(publicly()).toMatchObject({ promise: null, promisesNone: true })
  })

  test('is possible after its end, and then promises nothing', () => {
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, opened + 20 * minuteMs)
    publishIncident(db, terminal, { incidentId }, now)
    expect(publicly()).toMatchObject({ resolvedAt: opened + 20 * minuteMs, promise: null, promisesNone: false })
  })

  test('happens once', () => {
    publishIncident(db, terminal, { incidentId }, now)
    const again = expect.objectContaining({ code: 'conflict' })
    expect(() => publishIncident(db, terminal, { incidentId }, now)).toThrow(again)
  })
})
