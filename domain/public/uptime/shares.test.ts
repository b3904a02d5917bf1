import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentStatuses } from '#db/schema/components'
import type { ComponentStatus } from '../../status.ts'
import { tally, type Window } from '../../uptime.ts'
import { shareTime } from './shares.ts'

const instant = fc.integer({ min: -20, max: 80 })
const aWindow = fc
  .record({
    status: fc.constantFrom(...componentStatuses),
    startedAt: instant,
    lasts: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  })
  .map(({ lasts, ...rest }): Window => ({ ...rest, endedAt: lasts === null ? null : rest.startedAt + lasts }))
const windows = fc.array(aWindow, { maxLength: 8 })
const bounds = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))

describe('the shares of windows', () => {
  test('add up to the tally, status by status', () => {
    fc.assert(
      fc.property(windows, bounds, instant, instant, (given, range, startsAt, now) => {
        const shares = shareTime(given, range, startsAt, now)
        const time = tally(given, range, startsAt, now)
        const counted = (of: ComponentStatus) =>
          shares.filter(({ window }) => window.status === of).reduce((sum, share) => sum + share.countedMs, 0)
        expect(counted('major_outage')).toBe(time.majorMs)
        expect(counted('partial_outage')).toBe(time.partialMs)
        expect(counted('degraded_performance')).toBe(time.degradedMs)
        expect(counted('under_maintenance')).toBe(time.maintenanceMs)
        for (const { from, to, countedMs } of shares) expect(countedMs).toBeLessThanOrEqual(to - from)
      }),
    )
  })

  test('give an instant to the worst window, among equals to the one that began first', () => {
    const window = (status: ComponentStatus, startedAt: number, endedAt: number | null): Window => ({
      status,
      startedAt,
      endedAt,
    })
    const given = [window('partial_outage', 5, 25), window('partial_outage', 0, 10), window('major_outage', 8, 9)]
    const shares = shareTime(given, { from: 0, to: 20 }, 0, 20)
    expect(shares.map(({ from, to, countedMs }) => [from, to, countedMs])).toEqual([
      [0, 10, 9],
      [5, 20, 10],
      [8, 9, 1],
    ])
  })
})
