import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { maintenances } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../components/components.ts'
import { readStatusPage } from '../public/status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
})

describe('planning a maintenance', () => {
  test('announces it, with what it will touch, and changes no status yet', () => {
    const checkout = makeComponent(db, {}, now)
    const id = makeMaintenance(db, { componentIds: [checkout, checkout], scheduledFor: now + hourMs }, now)
    expect(readStatusPage(db, now)).toMatchObject({
      headline: { state: 'operational' },
      open: [],
      plannedMaintenance: [
        {
          id,
          status: 'scheduled',
          impact: 'maintenance',
          scheduledFor: now + hourMs,
          scheduledUntil: now + 2 * hourMs,
          components: [{ name: 'Checkout', worst: 'under_maintenance' }],
          updates: [{ label: 'Scheduled', body: 'This maintenance is planned.' }],
          promise: null,
          promisesNone: false,
        },
      ],
    })
  })

  test('lists the soonest first', () => {
    const later = makeMaintenance(db, { scheduledFor: now + 5 * hourMs }, now)
    const sooner = makeMaintenance(db, { scheduledFor: now + hourMs }, now)
    expect(readStatusPage(db, now).plannedMaintenance.map((planned) => planned.id)).toEqual([sooner, later])
  })

  test('does by itself what nobody declined', () => {
    makeMaintenance(db, { completesItself: false, remindMinutes: null }, now)
    expect(db.select().from(maintenances).get()).toMatchObject({
      startsItself: true,
      completesItself: false,
      setsComponents: true,
      restoresComponents: true,
      notifiesAtStart: true,
      notifiesAtEnd: true,
      remindMinutes: null,
      remindedAt: null,
    })
  })

  test.each([
    ['an end before its start', { scheduledUntil: now }, 'The end lies before the start'],
    ['no title', { title: '' }, 'The title is empty'],
    ['a reminder of no minutes', { remindMinutes: 0 }, 'Too small'],
  ])('is refused with %s', (_, overrides, message) => {
    expect(() => makeMaintenance(db, overrides, now)).toThrow(message)
  })

  test('is refused with a component that is archived or unknown', () => {
    const checkout = makeComponent(db, {}, now)
    archiveComponent(db, terminal, checkout, now)
    for (const id of [checkout, 'none']) {
      expect(() => makeMaintenance(db, { componentIds: [id] }, now)).toThrow(
        expect.objectContaining({ code: 'invalid', field: 'components' }),
      )
    }
    expect(readStatusPage(db, now).plannedMaintenance).toEqual([])
  })

  test('stands beside open incidents, not among them', () => {
    const incident = makeIncident(db, {}, now)
    const planned = makeMaintenance(db, {}, now)
    const page = readStatusPage(db, now)
    expect(page.open.map((open) => open.id)).toEqual([incident])
    expect(page.plannedMaintenance.map((one) => one.id)).toEqual([planned])
  })
})
