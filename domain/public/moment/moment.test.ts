import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { fillWithCanary } from '#db/demo/canary'
import { testDatabase } from '#db/test-database'
import { markFalseAlarm } from '../../incidents/life/false-alarms.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { readMoment } from './moment.ts'
import { parseQuestion, type MomentQuery } from './question.ts'
import { momentDocument, momentSchema, permalinkOf } from './record.ts'

const now = Date.UTC(2026, 10, 24, 14, 30)
const hourMs = 3_600_000
const nothing: MomentQuery = { time: '', until: '', component: '', zone: '' }
let db: Connection
let checkout: string
let search: string

beforeEach(() => {
  db = testDatabase()
  makePage(db, { timeZone: 'Europe/Berlin' }, now - 300 * hourMs)
  checkout = makeComponent(db, { name: 'Checkout' }, now - 200 * hourMs)
  search = makeComponent(db, { name: 'Search' }, now - 200 * hourMs)
})

/** An outage of Checkout from 10:30 to 12:30 UTC. */
function outage(): string {
  const begun = now - 4 * hourMs
  const id = makeIncident(
    db,
    { title: 'Cards are refused', components: [{ componentId: checkout, status: 'major_outage' }] },
    begun,
  )
  postUpdate(db, terminal, { incidentId: id, status: 'resolved', body: 'Cards work.' }, now - 2 * hourMs)
  return id
}

const ask = (query: Partial<MomentQuery>) => readMoment(db, { ...nothing, ...query }, now)

describe('a question', () => {
  test.each([
    [{ time: '2026-11-24T11:05' }, Date.UTC(2026, 10, 24, 10, 5)],
    [{ time: '2026-11-24T11:05', zone: 'America/New_York' }, Date.UTC(2026, 10, 24, 16, 5) - 0],
    [{ time: '2026-11-24T11:05Z' }, Date.UTC(2026, 10, 24, 11, 5)],
    [{ time: '2026-11-24T11:05 02:00' }, Date.UTC(2026, 10, 24, 9, 5)],
    [{ time: '2026-11-24 11:05' }, Date.UTC(2026, 10, 24, 10, 5)],
  ])('%j means an instant', (query, instant) => {
    expect(parseQuestion({ ...nothing, ...query }, 'Europe/Berlin', now + 5 * hourMs).moment?.from).toBe(instant)
  })

  test.each([
    [{ time: 'yesterday' }, 'unreadable_time'],
    [{ time: '2026-11-24T10:00Z', until: 'noon' }, 'unreadable_until'],
    [{ time: '2026-12-24T10:00Z' }, 'in_future'],
    [{ time: '2026-11-24T10:00Z', until: '2026-11-24T09:00Z' }, 'ends_before_it_begins'],
    [{ time: '2026-09-24T10:00Z', until: '2026-11-24T09:00Z' }, 'too_long'],
  ])('%j says what is wrong with it', (query, problem) => {
    const parsed = parseQuestion({ ...nothing, ...query }, 'Europe/Berlin', now)
    expect(parsed.problems).toEqual([problem])
    expect(parsed.moment).toBeNull()
  })

  test('of an unknown zone is answered in the page’s, and says so', () => {
    const parsed = parseQuestion({ ...nothing, time: '2026-11-24T11:05', zone: 'Mars' }, 'Europe/Berlin', now)
    expect(parsed).toMatchObject({ zone: 'Europe/Berlin', problems: ['unknown_zone'] })
    expect(parsed.moment).not.toBeNull()
  })
})

describe('a moment', () => {
  test('tells what was wrong and whose incident it was', () => {
    const id = outage()
    const moment = ask({ time: '2026-11-24T12:00' })
    expect(moment.state).toBe('major_outage')
    expect(moment.components[0]).toMatchObject({
      name: 'Checkout',
      state: 'major_outage',
      windows: [{ holder: { kind: 'incident', id } }],
    })
    expect(moment.components[1]).toMatchObject({ name: 'Search', state: 'operational', windows: [] })
    expect(moment.incidents.map((incident) => incident.id)).toEqual([id])
  })

  test('before and after the trouble has none of it', () => {
    outage()
    for (const time of ['2026-11-24T11:29', '2026-11-24T13:31']) {
      expect(ask({ time })).toMatchObject({ state: 'operational', incidents: [] })
    }
    expect(ask({ time: '2026-11-24T11:00', until: '2026-11-24T14:00' }).state).toBe('major_outage')
  })

  test('of another component has none of it either', () => {
    outage()
    expect(ask({ time: '2026-11-24T12:00', component: 'search' })).toMatchObject({
      state: 'operational',
      incidents: [],
      components: [{ id: search }],
    })
    expect(ask({ time: '2026-11-24T12:00', component: 'nobody' }).problems).toEqual(['unknown_component'])
  })

  test('of a false alarm was fine, and still names it', () => {
    const id = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now - 2 * hourMs)
    markFalseAlarm(db, terminal, { incidentId: id, reason: 'Our check was at fault.' }, now - hourMs)
    const moment = ask({ time: '2026-11-24T14:00' })
    expect(moment.state).toBe('operational')
    expect(moment.incidents[0]?.falseAlarm).not.toBeNull()
  })

  test('before a component was on the page has no data of it', () => {
    expect(ask({ time: '2026-11-01T12:00' }).state).toBe('no_data')
  })

  test('keeps its answer under its permalink, in the reader’s zone', () => {
    outage()
    const moment = ask({ time: '2026-11-24T07:00', zone: 'America/New_York', component: 'checkout' })
    expect(permalinkOf(moment)).toBe('/at?time=2026-11-24T12%3A00%3A00Z&component=checkout&zone=America%2FNew_York')
    const query = Object.fromEntries(new URLSearchParams(permalinkOf(moment).split('?')[1]))
    expect(ask(query).asked).toEqual(moment.asked)
    const document = momentDocument(moment, 'https://status.acme.example')
    expect(momentSchema.parse(document)).toEqual(document)
  })

  test('says nothing that is not public', () => {
    const word = 'canaryqx7z'
    const canary = fillWithCanary(db, word, now)
    const hidden = canary.hiddenSlugs[0] ?? ''
    const moments = [
      ask({ time: '2026-11-24T15:00' }),
      ask({ time: '2026-11-01T00:00', until: '2026-11-24T15:00' }),
      ask({ time: '2026-11-24T15:00', component: hidden }),
    ]
    expect(moments[2]?.problems).toEqual(['unknown_component'])
    for (const { query: _, ...told } of moments) expect(JSON.stringify(told)).not.toContain(word)
  })
})
