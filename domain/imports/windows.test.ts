import fc from 'fast-check'
import { expect, test } from 'vitest'
import { componentStatuses } from '#db/schema/components'
import { groupBy } from '../grouping.ts'
import { rebuildWindows, type Timeline, type TimelineUpdate } from './windows.ts'
import { isOver } from '../status.ts'

const minute = 60_000

function update(at: number, status: TimelineUpdate['status'], changes: TimelineUpdate['changes'] = []): TimelineUpdate {
  return { at: at * minute, enteredAt: at * minute + 5, status, changes }
}

function timeline(overrides: Partial<Timeline>): Timeline {
  return {
    kind: 'incident',
    status: 'investigating',
    endedAt: null,
    endEnteredAt: null,
    scheduledFor: null,
    updates: [],
    componentIds: [],
    ...overrides,
  }
}

function spans(overrides: Partial<Timeline>) {
  return rebuildWindows(timeline(overrides)).map(({ componentId, status, startedAt, endedAt }) => [
    componentId,
    status,
    startedAt / minute,
    endedAt === null ? null : endedAt / minute,
  ])
}

test('a component that gets worse, better and well again leaves one window per status', () => {
  expect(
    spans({
      status: 'resolved',
      endedAt: 40 * minute,
      updates: [
        update(40, 'resolved', [{ componentId: 'api', status: 'operational' }]),
        update(30, 'monitoring', [{ componentId: 'api', status: 'degraded_performance' }]),
        update(20, 'identified', [{ componentId: 'api', status: 'major_outage' }]),
        update(10, 'investigating', [{ componentId: 'api', status: 'degraded_performance' }]),
      ],
    }),
  ).toEqual([
    ['api', 'degraded_performance', 10, 20],
    ['api', 'major_outage', 20, 30],
    ['api', 'degraded_performance', 30, 40],
  ])
})

test('an update that repeats a status, or says nothing of components, changes no window', () => {
  const degraded = [{ componentId: 'api', status: 'degraded_performance' }] as const
  expect(
    spans({
      updates: [
        update(10, 'investigating', degraded),
        update(20, 'identified', degraded),
        update(30, 'identified'),
        update(40, 'monitoring', [{ componentId: 'web', status: 'operational' }]),
      ],
    }),
  ).toEqual([['api', 'degraded_performance', 10, null]])
})

test('the end of an incident ends what nobody released, and what is said after it counts for nothing', () => {
  const outage = [{ componentId: 'api', status: 'major_outage' }] as const
  expect(
    spans({
      status: 'resolved',
      endedAt: 30 * minute,
      updates: [
        update(10, 'investigating', outage),
        update(50, 'postmortem', outage),
        update(40, 'monitoring', outage),
      ],
    }),
  ).toEqual([['api', 'major_outage', 10, 30]])
})

test('between an end and a reopening nothing is held', () => {
  const partial = [{ componentId: 'api', status: 'partial_outage' }] as const
  expect(
    spans({
      status: 'monitoring',
      updates: [
        update(10, 'investigating', partial),
        update(20, 'resolved'),
        update(30, 'investigating', partial),
        update(35, 'monitoring'),
      ],
    }),
  ).toEqual([
    ['api', 'partial_outage', 10, 20],
    ['api', 'partial_outage', 30, null],
  ])
})

test('a maintenance that says nothing of components holds those that it names while it runs', () => {
  const announced = update(1, 'scheduled', [{ componentId: 'db', status: 'under_maintenance' }])
  const running: Partial<Timeline> = { kind: 'maintenance', status: 'in_progress', componentIds: ['db', 'api', 'db'] }
  expect(spans({ ...running, status: 'scheduled', updates: [announced] })).toEqual([])
  expect(spans({ ...running, updates: [announced, update(60, 'in_progress')] })).toEqual([
    ['db', 'under_maintenance', 60, null],
    ['api', 'under_maintenance', 60, null],
  ])
  expect(
    spans({
      ...running,
      status: 'completed',
      endedAt: 90 * minute,
      scheduledFor: 50 * minute,
      updates: [announced, update(90, 'completed')],
    }),
  ).toEqual([
    ['db', 'under_maintenance', 50, 90],
    ['api', 'under_maintenance', 50, 90],
  ])
})

test('a maintenance that says its components stay operational holds none', () => {
  expect(
    spans({
      kind: 'maintenance',
      status: 'in_progress',
      componentIds: ['db'],
      updates: [update(60, 'in_progress', [{ componentId: 'db', status: 'operational' }])],
    }),
  ).toEqual([])
})

test('a cancelled maintenance holds nothing', () => {
  expect(
    spans({
      kind: 'maintenance',
      status: 'cancelled',
      endedAt: 90 * minute,
      scheduledFor: 50 * minute,
      componentIds: ['db'],
    }),
  ).toEqual([])
})

const anyUpdate = fc.record({
  at: fc.integer({ min: 0, max: 500 }),
  enteredAt: fc.integer({ min: 0, max: 500 }),
  status: fc.constantFrom(
    'investigating',
    'identified',
    'monitoring',
    'resolved',
    'postmortem',
    'in_progress' as const,
  ),
  changes: fc.array(
    fc.record({ componentId: fc.constantFrom('a', 'b', 'c'), status: fc.constantFrom(...componentStatuses) }),
    { maxLength: 4 },
  ),
})
const anyTimeline: fc.Arbitrary<Timeline> = fc.record({
  kind: fc.constantFrom('incident', 'maintenance'),
  status: fc.constantFrom('investigating', 'in_progress'),
  endedAt: fc.option(fc.integer({ min: 0, max: 600 })),
  endEnteredAt: fc.option(fc.integer({ min: 0, max: 600 })),
  scheduledFor: fc.option(fc.integer({ min: 0, max: 600 })),
  updates: fc.array(anyUpdate, { maxLength: 12 }),
  componentIds: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
})

test('the windows of one component never overlap within an incident, and each has a length', () => {
  fc.assert(
    fc.property(anyTimeline, (any) => {
      for (const windows of groupBy(rebuildWindows(any), (window) => window.componentId).values()) {
        windows.forEach((window, index) => {
          expect(window.status).not.toBe('operational')
          expect(window.endedAt ?? Infinity).toBeGreaterThan(window.startedAt)
          const next = windows[index + 1]
          if (next) expect(next.startedAt).toBeGreaterThanOrEqual(window.endedAt ?? Infinity)
        })
      }
    }),
  )
})

test('no window of an incident that is over reaches past its end', () => {
  fc.assert(
    fc.property(anyTimeline, fc.integer({ min: 0, max: 600 }), (any, endedAt) => {
      for (const window of rebuildWindows({ ...any, endedAt })) {
        expect(window.endedAt ?? Infinity).toBeLessThanOrEqual(endedAt)
      }
    }),
  )
})

test('what an open incident last said of a component stays open', () => {
  fc.assert(
    fc.property(anyTimeline, (any) => {
      const updates = any.updates.filter((one) => one.status !== 'postmortem' && !isOver(one.status))
      const last = new Map<string, string>()
      const ordered = [...updates].sort((a, b) => a.at - b.at)
      for (const { changes } of ordered) for (const change of changes) last.set(change.componentId, change.status)
      const windows = rebuildWindows({ ...any, kind: 'incident', endedAt: null, updates })
      const open = new Map(windows.filter((w) => w.endedAt === null).map((w) => [w.componentId, w.status]))
      for (const [componentId, status] of last) {
        expect(open.get(componentId) ?? 'operational').toBe(status)
      }
    }),
  )
})

test('the order in which updates are listed does not matter where their times differ', () => {
  fc.assert(
    fc.property(anyTimeline, (any) => {
      const distinct = [...new Map(any.updates.map((one) => [one.at, one])).values()]
      const forwards = rebuildWindows({ ...any, updates: distinct })
      expect(rebuildWindows({ ...any, updates: [...distinct].reverse() })).toEqual(forwards)
    }),
  )
})
