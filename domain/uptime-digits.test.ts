import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { downtimeMs, exactUptime, observedUntil, uptimeHundredths, uptimeWords, type Tally } from './uptime.ts'

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

describe('an uptime with its digits', () => {
  test('floors to the figure that is shown', () => {
    fc.assert(
      fc.property(anyTally, fc.constantFrom('weighted' as const, 'strict' as const), (time, figure) => {
        const exact = exactUptime(time, figure)
        const shown = uptimeHundredths(time, figure)
        if (exact === null || shown === null) return expect(exact).toBe(shown)
        expect(exact.digits.replace(/(\.\d\d).*/, '$1 %')).toBe(uptimeWords(shown))
      }),
    )
  })

  test('says whether they are all', () => {
    const time = { observedMs: 3_000, majorMs: 1_000, partialMs: 0, degradedMs: 0, maintenanceMs: 0 }
    expect(exactUptime({ ...time, worst: 'major_outage' })).toEqual({ digits: '66.666666', isExact: false })
    expect(exactUptime({ ...time, majorMs: 750, worst: 'major_outage' })).toEqual({
      digits: '75.000000',
      isExact: true,
    })
    expect(exactUptime({ ...time, observedMs: 0, worst: 'no_data' })).toBeNull()
  })

  test('comes from a downtime that weighs partial outages by 0.3, and strictly in full', () => {
    const time = { observedMs: 9_000, majorMs: 1_000, partialMs: 333, degradedMs: 5, maintenanceMs: 5 }
    expect(downtimeMs({ ...time, worst: 'major_outage' })).toBe(1_099.9)
    expect(downtimeMs({ ...time, worst: 'major_outage' }, 'strict')).toBe(1_333)
  })
})

test('a component is observed until now, or until it was archived', () => {
  expect([observedUntil({ archivedAt: null }, 9), observedUntil({ archivedAt: 5 }, 9)]).toEqual([9, 5])
})
