import fc from 'fast-check'
import { isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { deliver, makeAlertRule, makeAlertSource, receivedAlert } from '#db/demo/alerts'
import { makeComponent, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { alertGroups, alerts } from '#db/schema/alerts'
import { impactWindows, incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { isOver } from '../status.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { publishIncident } from '../incidents/life/publications.ts'
import { readStatusPage } from '../public/status-page.ts'
import type { ReceivedAlert } from './formats/delivery.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

const services = ['checkout', 'search', 'edge', 'unmatched'] as const

const told = fc.record({
  service: fc.constantFrom(...services),
  isFiring: fc.boolean(),
  /** Minutes before or after the step's own time: words come late and out of order. */
  offset: fc.integer({ min: -4, max: 1 }),
  isTimed: fc.boolean(),
})

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      group: fc.constantFrom('one', 'two'),
      told: fc.array(told, { maxLength: 3 }),
      repeats: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('publish' as const, 'discard' as const, 'resolve' as const),
      which: fc.nat(5),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** A page with two components that alerts only draft for, and one whose status a rule sets. */
function scene(withStatusRule: boolean) {
  const db = testDatabase()
  makePage(db, {}, now - 1)
  const source = makeAlertSource(db, now - 1)
  const ids = ['Checkout', 'Search', 'Edge'].map((name) =>
    makeComponent(db, { name, startsAt: now - 10_000 * minuteMs }, now - 1),
  )
  const [checkout = '', search = '', edge = ''] = ids
  makeAlertRule(db, { source, service: 'checkout', componentId: checkout }, now - 1)
  makeAlertRule(db, { source, service: 'search', componentId: search }, now - 1)
  makeAlertRule(db, { source, service: 'edge', componentId: edge, mode: withStatusRule ? 'status' : 'draft' }, now - 1)
  return { db, source, edge }
}

function receive({ told }: Extract<Step, { kind: 'deliver' }>, at: number): ReceivedAlert[] {
  return told.map(({ service, isFiring, offset, isTimed }) => {
    const time = isTimed ? at + offset * minuteMs : null
    const times = isFiring ? { startedAt: time } : { startedAt: null, endedAt: time }
    return receivedAlert(service, { isFiring, ...times }, at)
  })
}

/** What somebody of the team does meanwhile; what can't be done is not. */
function act(db: Connection, { kind, which }: Extract<Step, { kind: 'publish' | 'discard' | 'resolve' }>, at: number) {
  const open = db.select().from(incidents).where(isNull(incidents.resolvedAt)).all()
  const incident = open[which % Math.max(1, open.length)]
  if (!incident) return
  if (kind === 'publish' && incident.publishedAt === null)
    publishIncident(db, terminal, { incidentId: incident.id }, at)
  if (kind === 'discard' && incident.publishedAt === null)
    markFalseAlarm(db, terminal, { incidentId: incident.id, reason: 'None.' }, at)
  if (kind === 'resolve') postUpdate(db, terminal, { incidentId: incident.id, status: 'resolved' }, at)
}

/** What customers read, but for the clock and the revision, which internal things raise too. */
function publicView(db: Connection, at: number) {
  const { revision: _revision, asOf: _asOf, ...page } = readStatusPage(db, at)
  return page
}

/** What must hold after any step: one open draft a group at most, and no row that contradicts another. */
function brokenIn(db: Connection): string[] {
  const groups = db.select().from(alertGroups).all()
  const all = db.select().from(incidents).all()
  const openOf = (key: string) =>
    groups.filter(
      (group) => group.key === key && all.some(({ id, status }) => id === group.incidentId && !isOver(status)),
    )
  const windows = db.select().from(impactWindows).all()
  const firing = db.select().from(alerts).all()
  return [
    ...['one', 'two'].filter((key) => openOf(key).length > 1).map((key) => `${key} has more than one draft`),
    ...all
      .filter(({ id }) => groups.filter(({ incidentId }) => incidentId === id).length !== 1)
      .map(({ id }) => `${id} has no group of its own`),
    ...firing
      .filter(({ startedAt, endedAt }) => endedAt !== null && endedAt < startedAt)
      .map(({ id }) => `${id} ends early`),
    ...firing
      .filter(
        ({ endedAt, windowId }) =>
          endedAt !== null && windows.some(({ id, endedAt: end }) => id === windowId && end === null),
      )
      .map(({ id }) => `${id} ended, and still holds a status`),
  ]
}

test.each([false, true])(
  'any sequence of deliveries makes one draft a group at most, and changes nothing public but by a rule that says so (%s)',
  (withStatusRule) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const { db, source, edge } = scene(withStatusRule)
        steps.forEach((one, index) => {
          const at = now + index * 2 * minuteMs
          if (one.kind !== 'deliver') return act(db, one, at)
          const before = publicView(db, at)
          const received = receive(one, at)
          deliver(db, { source, alerts: received, group: one.group }, at)
          const after = publicView(db, at)
          const rest = (page: typeof before) => page.ungrouped.filter(({ id }) => id !== edge)
          expect(rest(after)).toEqual(rest(before))
          expect(after.open).toEqual(before.open)
          if (!withStatusRule) expect(after).toEqual(before)
          if (
            one.repeats &&
            received.every(({ startedAt, endedAt, isFiring }) => (isFiring ? startedAt : endedAt) !== null)
          ) {
            const rows = () => [db.select().from(incidents).all(), db.select().from(impactWindows).all()]
            const once = rows()
            const again = deliver(
              db,
              { source, alerts: received.filter(isLastOfItsKind(received)), group: one.group },
              at,
            )
            expect(rows()).toEqual(once)
            expect(['nothing_new', 'unmatched']).toContain(again.outcome)
          }
          expect(brokenIn(db)).toEqual([])
        })
        db.$client.close()
      }),
      { numRuns: 30 },
    )
  },
  120_000,
)

/** A delivery that says two things of one alert has no order: the same again may then say more. */
function isLastOfItsKind(received: readonly ReceivedAlert[]): (alert: ReceivedAlert) => boolean {
  return ({ fingerprint }) => received.filter((other) => other.fingerprint === fingerprint).length === 1
}
