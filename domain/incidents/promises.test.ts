import { describe, expect, test } from 'vitest'
import { defaultPromiseMinutes, promiseAt } from './promises.ts'
import { maintenanceStatuses } from '#db/schema/incidents'

describe('the default promise', () => {
  test.each([
    ['critical', [10, 10, 30]],
    ['major', [15, 30, 60]],
    ['minor', [15, 30, 60]],
    ['none', [15, 30, 60]],
  ] as const)('of a %s incident', (impact, minutes) => {
    const open = ['investigating', 'identified', 'monitoring'] as const
    expect(open.map((status) => defaultPromiseMinutes(impact, status, {}))).toEqual(minutes)
  })

  test('is none once the incident is resolved, and for maintenance', () => {
    expect(defaultPromiseMinutes('critical', 'resolved', {})).toBeNull()
    for (const status of maintenanceStatuses) expect(defaultPromiseMinutes('maintenance', status, {})).toBeNull()
  })
})

describe('the default promise of a page with settings of its own', () => {
  const settings = { critical: { investigating: 5 }, none: { monitoring: 240 } }

  test('is as the settings say, and as usual where they say nothing', () => {
    expect(defaultPromiseMinutes('critical', 'investigating', settings)).toBe(5)
    expect(defaultPromiseMinutes('critical', 'identified', settings)).toBe(10)
    expect(defaultPromiseMinutes('major', 'investigating', settings)).toBe(15)
    expect(defaultPromiseMinutes('none', 'monitoring', settings)).toBe(240)
  })

  test('of an incident that only sets components to maintenance is that of one without impact', () => {
    expect(defaultPromiseMinutes('maintenance', 'monitoring', settings)).toBe(240)
    expect(defaultPromiseMinutes('maintenance', 'identified', settings)).toBe(30)
  })

  test('is none where none is asked for, whatever they say', () => {
    expect(defaultPromiseMinutes('critical', 'resolved', settings)).toBeNull()
  })
})

describe('a promise', () => {
  test('can be kept until its instant, and is missed by the time that has passed since', () => {
    expect(promiseAt(1_000, 900)).toEqual({ by: 1_000, missedByMs: 0 })
    expect(promiseAt(1_000, 1_000)).toEqual({ by: 1_000, missedByMs: 0 })
    expect(promiseAt(1_000, 1_300)).toEqual({ by: 1_000, missedByMs: 300 })
  })

  test('that was not made is none', () => {
    expect(promiseAt(null, 5)).toBeNull()
  })
})
