import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentStatuses } from '#db/schema/components'
import { severityOf, worstStatus, type ComponentStatus } from './status.ts'
import {
  meanHundredths,
  statusAt,
  sumTallies,
  tally,
  uptimeHundredths,
  uptimeWords,
  type Tally,
  type Window,
} from './uptime.ts'

/** A small stretch of whole milliseconds, so that a model can look at every single one of them. */
const longest = 60
const status = fc.constantFrom(...componentStatuses)
const instant = fc.integer({ min: -20, max: longest + 20 })
const aWindow = fc
  .record({ status, startedAt: instant, lasts: fc.option(fc.integer({ min: 0, max: longest }), { nil: null }) })
  .map(({ lasts, ...rest }): Window => ({ ...rest, endedAt: lasts === null ? null : rest.startedAt + lasts }))
const windows = fc.array(aWindow, { maxLength: 8 })
const bounds = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))

/** Counts instant by instant, as slowly and plainly as the rule says it. */
function model(given: readonly Window[], range: { from: number; to: number }, startsAt: number, now: number): Tally {
  const counts = new Map<ComponentStatus, number>()
  for (let at = Math.max(range.from, startsAt); at < Math.min(range.to, now); at++) {
    const covering = given.filter((one) => one.startedAt <= at && (one.endedAt === null || one.endedAt > at))
    const worst = worstStatus(covering.map((one) => one.status))
    counts.set(worst, (counts.get(worst) ?? 0) + 1)
  }
  const observedMs = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    observedMs,
    majorMs: counts.get('major_outage') ?? 0,
    partialMs: counts.get('partial_outage') ?? 0,
    degradedMs: counts.get('degraded_performance') ?? 0,
    maintenanceMs: counts.get('under_maintenance') ?? 0,
    worst: observedMs === 0 ? 'no_data' : worstStatus(counts.keys()),
  }
}

const anyTally = fc
  .record({
    operational: fc.nat(9e12),
    majorMs: fc.nat(1e10),
    partialMs: fc.nat(1e10),
    degradedMs: fc.nat(1e10),
    maintenanceMs: fc.nat(1e10),
  })
  .map(({ operational, ...time }): Tally => {
    const down = time.majorMs + time.partialMs + time.degradedMs + time.maintenanceMs
    return { ...time, observedMs: operational + down, worst: 'operational' }
  })

describe('a tally', () => {
  test('agrees with counting every instant at its worst status', () => {
    fc.assert(
      fc.property(windows, bounds, instant, instant, (given, range, startsAt, now) => {
        expect(tally(given, range, startsAt, now)).toEqual(model(given, range, startsAt, now))
      }),
    )
  })

  test('never counts overlapping windows twice', () => {
    fc.assert(
      fc.property(windows, bounds, (given, range) => {
        const once = tally(given, range, -100, 200)
        expect(tally([...given, ...given], range, -100, 200)).toEqual(once)
        const { majorMs, partialMs, degradedMs, maintenanceMs, observedMs } = once
        expect(majorMs + partialMs + degradedMs + maintenanceMs).toBeLessThanOrEqual(observedMs)
      }),
    )
  })

  test('stays the same when a window is split in two', () => {
    fc.assert(
      fc.property(aWindow, windows, bounds, fc.nat(longest), (one, others, range, after) => {
        const cut = Math.min(one.startedAt + after, one.endedAt ?? Infinity)
        const halves = [
          { ...one, endedAt: cut },
          { ...one, startedAt: cut },
        ]
        const whole = tally([one, ...others], range, -100, 200)
        expect(tally([...halves, ...others], range, -100, 200)).toEqual(whole)
      }),
    )
  })

  test('stays the same when windows of one status that touch are merged', () => {
    fc.assert(
      fc.property(
        status,
        instant,
        fc.nat(20),
        fc.nat(20),
        windows,
        bounds,
        (worst, from, first, second, others, range) => {
          const parts = [
            { status: worst, startedAt: from, endedAt: from + first },
            { status: worst, startedAt: from + first, endedAt: from + first + second },
          ]
          const merged = { status: worst, startedAt: from, endedAt: from + first + second }
          expect(tally([...parts, ...others], range, 0, 200)).toEqual(tally([merged, ...others], range, 0, 200))
        },
      ),
    )
  })

  test('does not depend on the order of the windows', () => {
    fc.assert(
      fc.property(windows, bounds, (given, range) => {
        expect(tally([...given].reverse(), range, 0, 200)).toEqual(tally(given, range, 0, 200))
      }),
    )
  })

  test('of parts adds up to the tally of the whole', () => {
    fc.assert(
      fc.property(
        windows,
        bounds,
        fc.array(instant, { maxLength: 5 }),
        instant,
        instant,
        (given, range, cuts, start, now) => {
          const edges = [range.from, ...cuts.filter((cut) => cut > range.from && cut < range.to), range.to]
          edges.sort((a, b) => a - b)
          const parts = edges.slice(1).map((to, index) => tally(given, { from: edges[index] ?? to, to }, start, now))
          expect(sumTallies(parts)).toEqual(tally(given, range, start, now))
        },
      ),
    )
  })

  test('of an open window counts up to now and no further', () => {
    const open: Window = { status: 'major_outage', startedAt: 10, endedAt: null }
    expect(tally([open], { from: 0, to: 50 }, 0, 30)).toMatchObject({ observedMs: 30, majorMs: 20 })
    expect(tally([open], { from: 0, to: 50 }, 0, 50)).toMatchObject({ observedMs: 50, majorMs: 40 })
    expect(tally([open], { from: 0, to: 50 }, 0, 900)).toMatchObject({ observedMs: 50, majorMs: 40 })
  })

  test('leaves out what lies before the component’s start', () => {
    const early: Window = { status: 'major_outage', startedAt: 0, endedAt: 45 }
    expect(tally([early], { from: 0, to: 50 }, 40, 100)).toMatchObject({ observedMs: 10, majorMs: 5 })
    expect(tally([early], { from: 0, to: 40 }, 40, 100)).toMatchObject({ observedMs: 0, worst: 'no_data' })
  })

  test('of a range that has not begun has no data', () => {
    expect(tally([], { from: 50, to: 60 }, 0, 40).worst).toBe('no_data')
  })
})

describe('an uptime figure', () => {
  test('is 100 % exactly where there was no downtime, weighted and strict', () => {
    fc.assert(
      fc.property(anyTally, (time) => {
        fc.pre(time.observedMs > 0)
        const isUp = time.majorMs === 0 && time.partialMs === 0
        expect(uptimeHundredths(time) === 10_000).toBe(isUp)
        expect(uptimeHundredths(time, 'strict') === 10_000).toBe(isUp)
      }),
    )
  })

  test('is below 100 % for one millisecond of a partial outage in ten years', () => {
    const time = { ...tally([], { from: 0, to: 315_360_000_000 }, 0, 315_360_000_000), partialMs: 1 }
    expect(uptimeHundredths(time)).toBe(9_999)
    expect(uptimeWords(9_999)).toBe('99.99 %')
  })

  test('is never higher when it is strict', () => {
    fc.assert(
      fc.property(anyTally, (time) => {
        fc.pre(time.observedMs > 0)
        expect(uptimeHundredths(time, 'strict')).toBeLessThanOrEqual(uptimeHundredths(time) ?? 0)
      }),
    )
  })

  test('lies between 0 and 100 %, for windows of any kind', () => {
    fc.assert(
      fc.property(windows, bounds, (given, range) => {
        fc.pre(range.to > range.from)
        const figure = uptimeHundredths(tally(given, range, -100, 200))
        expect(figure).toBeGreaterThanOrEqual(0)
        expect(figure).toBeLessThanOrEqual(10_000)
      }),
    )
  })

  test('never rises when something worse is added', () => {
    fc.assert(
      fc.property(windows, aWindow, bounds, (given, more, range) => {
        fc.pre(range.to > range.from)
        const before = uptimeHundredths(tally(given, range, -100, 200)) ?? 0
        expect(uptimeHundredths(tally([...given, more], range, -100, 200))).toBeLessThanOrEqual(before)
      }),
    )
  })

  test.each([
    ['a major outage of a tenth', { majorMs: 100 }, 9_000, 9_000],
    ['a partial outage of a tenth', { partialMs: 100 }, 9_700, 9_000],
    [
      'degraded performance and maintenance, which weigh nothing',
      { degradedMs: 300, maintenanceMs: 700 },
      10_000,
      10_000,
    ],
    ['an outage all the time', { majorMs: 1_000 }, 0, 0],
    ['what would round up', { majorMs: 1, observedMs: 30_000 }, 9_999, 9_999],
  ])('of %s follows the formula', (_, time, weighted, strict) => {
    const none = { observedMs: 1_000, majorMs: 0, partialMs: 0, degradedMs: 0, maintenanceMs: 0, worst: 'operational' }
    const given = { ...none, ...time } as Tally
    expect([uptimeHundredths(given), uptimeHundredths(given, 'strict')]).toEqual([weighted, strict])
  })

  test('is absent where nothing was observed', () => {
    expect(uptimeHundredths(sumTallies([]))).toBeNull()
  })

  test('is written with two digits', () => {
    expect([10_000, 9_993, 9_905, 5, 0].map(uptimeWords)).toEqual([
      '100.00 %',
      '99.93 %',
      '99.05 %',
      '0.05 %',
      '0.00 %',
    ])
  })
})

describe('a group’s uptime', () => {
  test('is the mean of what is known, floored', () => {
    expect(meanHundredths([10_000, 9_999, null])).toBe(9_999)
    expect(meanHundredths([10_000, 9_000])).toBe(9_500)
    expect(meanHundredths([null, null])).toBeNull()
  })

  test('is 100 % only where every component’s is', () => {
    const figures = fc.array(fc.integer({ min: 9_990, max: 10_000 }), { minLength: 1 })
    fc.assert(
      fc.property(figures, (given) => {
        expect(meanHundredths(given) === 10_000).toBe(given.every((figure) => figure === 10_000))
      }),
    )
  })
})

describe('the status at an instant', () => {
  test('is the worst among the windows that cover it', () => {
    fc.assert(
      fc.property(windows, instant, (given, at) => {
        const found = statusAt(given, at)
        const covering = given.filter((one) => one.startedAt <= at && (one.endedAt === null || one.endedAt > at))
        expect(covering.every((one) => severityOf(one.status) <= severityOf(found))).toBe(true)
        expect(found === 'operational' || covering.some((one) => one.status === found)).toBe(true)
      }),
    )
  })

  test('holds from a window’s start and no longer at its end', () => {
    const one: Window = { status: 'partial_outage', startedAt: 10, endedAt: 20 }
    expect([9, 10, 19, 20].map((at) => statusAt([one], at))).toEqual([
      'operational',
      'partial_outage',
      'partial_outage',
      'operational',
    ])
  })
})
