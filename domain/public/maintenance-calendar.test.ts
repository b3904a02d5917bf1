import ICAL from 'ical.js'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { calendarDocument, readMaintenanceCalendar } from './maintenance-calendar.ts'

const url = 'https://status.acme.example'
const hourMs = 3_600_000
const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, { timeZone: 'Europe/Berlin' }, now - 400 * 24 * hourMs)
})

function written(slug: string | null = null): string {
  const calendar = readMaintenanceCalendar(db, slug, url, now)
  if (!calendar) throw new Error('no calendar')
  return calendarDocument(calendar)
}

function events(slug: string | null = null) {
  const root = new ICAL.Component(ICAL.parse(written(slug)) as unknown[])
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      description: event.description,
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
      status: component.getFirstPropertyValue('status'),
    }
  })
}

describe('the calendar', () => {
  test('has each maintenance at its instant, whatever the page’s zone', () => {
    const checkout = makeComponent(db, {}, now - hourMs)
    const scheduledFor = Date.UTC(2027, 2, 28, 0, 30)
    const id = makeMaintenance(
      db,
      { title: 'Work; on, Checkout', body: 'It is slow.\nBriefly.', componentIds: [checkout], scheduledFor },
      now,
    )
    expect(events()).toEqual([
      {
        uid: `${id}@status.acme.example`,
        sequence: 0,
        summary: 'Work; on, Checkout',
        description: `It is slow. Briefly.\n\nAffects: Checkout\n\n${url}/incidents/${id}`,
        start: scheduledFor,
        end: scheduledFor + hourMs,
        status: 'CONFIRMED',
      },
    ])
    expect(written()).toContain('DTSTART:20270328T003000Z')
  })

  test('raises the sequence with each update, and says what was cancelled under the same UID', () => {
    const id = makeMaintenance(db, {}, now - hourMs)
    const [before] = events()
    postUpdate(db, terminal, { incidentId: id, status: 'scheduled', body: 'Still planned.' }, now - hourMs / 2)
    postUpdate(db, terminal, { incidentId: id, status: 'cancelled' }, now)
    const [after] = events()
    expect(after).toMatchObject({
      uid: before?.uid,
      sequence: 2,
      status: 'CANCELLED',
      start: before?.start,
      end: before?.end,
    })
    expect(written()).toContain('LAST-MODIFIED:20261124T140500Z')
  })

  test('ends what is over when it was over', () => {
    const id = makeMaintenance(db, { scheduledFor: now - 2 * hourMs }, now - 5 * hourMs)
    postUpdate(db, terminal, { incidentId: id, status: 'in_progress' }, now - 2 * hourMs)
    postUpdate(db, terminal, { incidentId: id, status: 'completed' }, now - hourMs / 2)
    expect(events()[0]).toMatchObject({ start: now - 2 * hourMs, end: now - hourMs / 2, status: 'CONFIRMED' })
  })

  test('of a component has what touches it only, and is absent for one that is not there', () => {
    const checkout = makeComponent(db, {}, now - hourMs)
    makeComponent(db, { name: 'Vault', isHidden: true }, now - hourMs)
    makeMaintenance(db, { title: 'Elsewhere' }, now)
    makeMaintenance(db, { title: 'Here', componentIds: [checkout] }, now)
    expect(events('checkout').map((event) => event.summary)).toEqual(['Here'])
    expect(written('checkout')).toContain('X-WR-CALNAME:Acme Status: Checkout maintenance')
    expect(readMaintenanceCalendar(db, 'vault', url, now)).toBeNull()
    expect(readMaintenanceCalendar(db, 'nothing', url, now)).toBeNull()
  })

  test('is a calendar without anything in it, too', () => {
    makeIncident(db, {}, now)
    expect(events()).toEqual([])
  })

  test('breaks its lines as the format asks: by CRLF, before the 76th octet', () => {
    makeMaintenance(db, { title: 'Wörk auf Größe '.repeat(12).trim() }, now)
    const lines = written().split('\r\n')
    expect(lines.at(-1)).toBe('')
    for (const line of lines) {
      expect(line).not.toMatch(/[\r\n]/)
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    }
    expect(events()[0]?.summary).toBe('Wörk auf Größe '.repeat(12).trim())
  })
})
