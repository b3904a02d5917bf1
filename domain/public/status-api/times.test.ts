import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markupOfIncident, markupOfInstant, markupOfPlan } from './shown-times.ts'
import { timesIn } from './times.ts'

const at = Date.UTC(2026, 6, 31, 9, 41, 12, 334)

describe('an instant of a page', () => {
  test.each([
    ['Etc/UTC', '2026-07-31T09:41:12.334Z', '2026-07-31T09:41:12Z', '2026-07-31'],
    ['UTC', '2026-07-31T09:41:12.334Z', '2026-07-31T09:41:12Z', '2026-07-31'],
    ['Europe/London', '2026-07-31T10:41:12.334+01:00', '2026-07-31T10:41:12+01:00', '2026-07-31'],
    ['America/Los_Angeles', '2026-07-31T02:41:12.334-07:00', '2026-07-31T02:41:12-07:00', '2026-07-31'],
    ['Asia/Kathmandu', '2026-07-31T15:26:12.334+05:45', '2026-07-31T15:26:12+05:45', '2026-07-31'],
    ['Pacific/Kiritimati', '2026-07-31T23:41:12.334+14:00', '2026-07-31T23:41:12+14:00', '2026-07-31'],
    ['Pacific/Pago_Pago', '2026-07-30T22:41:12.334-11:00', '2026-07-30T22:41:12-11:00', '2026-07-30'],
  ])('in %s is %s', (zone, stamp, second, date) => {
    const times = timesIn(zone)
    expect(times.stamp(at)).toBe(stamp)
    expect(times.second(at)).toBe(second)
    expect(times.date(at)).toBe(date)
  })

  test('keeps three digits of milliseconds, and an offset in winter where London is on UTC', () => {
    expect(timesIn('Etc/UTC').stamp(Date.UTC(2026, 0, 1))).toBe('2026-01-01T00:00:00.000Z')
    expect(timesIn('Europe/London').stamp(Date.UTC(2026, 0, 1))).toBe('2026-01-01T00:00:00.000+00:00')
  })

  test('is the same instant when it is read again, in any zone, whatever was written before', () => {
    const zones = ['Etc/UTC', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Europe/Berlin']
    const instant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(instant), (zone, instants) => {
        const times = timesIn(zone)
        for (const one of instants) {
          expect(Date.parse(times.stamp(one))).toBe(one)
          expect(Date.parse(times.second(one))).toBe(Math.floor(one / 1_000) * 1_000)
        }
      }),
    )
  })
})

describe('the markup of', () => {
  const utc = timesIn('Etc/UTC')

  test('an instant pads the day, and names the zone', () => {
    expect(markupOfInstant(Date.UTC(2026, 7, 3, 9, 5), utc)).toBe(
      "Aug <var data-var='date'> 3</var>, <var data-var='time'>09:05</var> UTC",
    )
    expect(markupOfInstant(at, timesIn('America/Los_Angeles'))).toBe(
      "Jul <var data-var='date'>31</var>, <var data-var='time'>02:41</var> PDT",
    )
  })

  test('an incident says the day once where it ended on the same', () => {
    const from = Date.UTC(2024, 1, 29, 22)
    const london = timesIn('Europe/London')
    expect(markupOfIncident(from, from + 3_600_000, london)).toBe(
      "Feb <var data-var='date'>29</var>, <var data-var='time'>22:00</var> - <var data-var='time'>23:00</var> GMT",
    )
    expect(markupOfIncident(from, from + 3 * 3_600_000, london)).toBe(
      "Feb <var data-var='date'>29</var>, <var data-var='time'>22:00</var> - Mar <var data-var='date'> 1</var>, <var data-var='time'>01:00</var> GMT",
    )
  })

  test('a plan over midnight says both days with their zones', () => {
    const from = Date.UTC(2026, 4, 28, 23)
    expect(markupOfPlan(from, from + 1_800_000, utc)).toBe(
      "May <var data-var='date'>28</var>, <var data-var='time'>23:00</var> - <var data-var='time'>23:30</var> UTC",
    )
    expect(markupOfPlan(from, from + 7_200_000, utc)).toBe(
      "May <var data-var='date'>28</var>, <var data-var='time'>23:00</var> UTC &nbsp;-&nbsp; May <var data-var='date'>29</var>, <var data-var='time'>01:00</var> UTC",
    )
  })
})
