import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentStatuses } from '#db/schema/components'
import {
  clockChangeAt,
  dateOf,
  dayOf,
  daysOf,
  exactLocalTimeOf,
  instantOfLocalTime,
  isTimeZone,
  lastDays,
  localTimeOf,
  monthBack,
  monthOf,
  monthsOf,
  monthsSince,
  startOfDate,
} from './calendar.ts'
import { sumTallies, tally, type Window } from './uptime.ts'

const hourMs = 3_600_000
const zones = [
  'Etc/UTC',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]

/** The hours of each day of a range, by its date. */
function hoursOf(from: string, to: string, zone: string): Record<string, number> {
  const days = daysOf(startOfDate(from, zone), startOfDate(to, zone), zone)
  return Object.fromEntries(days.map((day) => [day.date, (day.to - day.from) / hourMs]))
}

describe('calendar days', () => {
  test('have 23 and 25 hours when Berlin’s clocks change', () => {
    expect(hoursOf('2026-03-28', '2026-03-31', 'Europe/Berlin')).toEqual({
      '2026-03-28': 24,
      '2026-03-29': 23,
      '2026-03-30': 24,
    })
    expect(hoursOf('2026-10-25', '2026-10-26', 'Europe/Berlin')).toEqual({ '2026-10-25': 25 })
  })

  test('begin at one o’clock where midnight does not exist', () => {
    expect(hoursOf('2018-11-03', '2018-11-06', 'America/Sao_Paulo')).toEqual({
      '2018-11-03': 24,
      '2018-11-04': 23,
      '2018-11-05': 24,
    })
    expect(new Date(startOfDate('2018-11-04', 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(hoursOf('2022-03-27', '2022-03-28', 'Asia/Beirut')).toEqual({ '2022-03-27': 23 })
  })

  test('may lack an hour’s half, or be missing altogether', () => {
    expect(hoursOf('2026-10-04', '2026-10-05', 'Australia/Lord_Howe')).toEqual({ '2026-10-04': 23.5 })
    expect(Object.values(hoursOf('2011-12-29', '2012-01-01', 'Pacific/Apia')).reduce((sum, hours) => sum + hours)).toBe(
      48,
    )
  })

  test('follow each other without a gap, oldest first, and end with the day of now', () => {
    const instants = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) })
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.integer({ min: 1, max: 100 }), (now, zone, count) => {
        const days = lastDays(count, now, zone)
        expect(days).toHaveLength(count)
        days.slice(1).forEach((day, index) => expect(day.from).toBe(days[index]?.to))
        const today = days.at(-1)
        expect(today?.date).toBe(dateOf(now, zone))
        expect(today && today.from <= now && now < today.to).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('of a range are those that it touches, not the one that begins at its end', () => {
    const from = Date.UTC(2026, 4, 1, 12)
    expect(daysOf(from, Date.UTC(2026, 4, 3), 'Etc/UTC').map((day) => day.date)).toEqual(['2026-05-01', '2026-05-02'])
  })
})

describe('the sum over calendar days', () => {
  const span = 20 * 24 * hourMs
  const base = Date.UTC(2026, 9, 15)
  const aWindow = fc
    .record({ status: fc.constantFrom(...componentStatuses), at: fc.nat(span), lasts: fc.option(fc.nat(span)) })
    .map(({ status, at, lasts }): Window => {
      const startedAt = base - 2 * 24 * hourMs + at
      return { status, startedAt, endedAt: lasts === null ? null : startedAt + lasts }
    })

  test('equals the whole, in every time zone and over changes of the clock', () => {
    fc.assert(
      fc.property(fc.array(aWindow, { maxLength: 6 }), fc.constantFrom(...zones), fc.nat(span), (given, zone, age) => {
        const now = base + span - 5 * hourMs
        const days = lastDays(18, now, zone)
        const whole = { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 }
        const startsAt = now - age
        const sum = sumTallies(days.map((day) => tally(given, day, startsAt, now)))
        expect(sum).toEqual(tally(given, whole, startsAt, now))
      }),
    )
  })

  test('counts 25 observed hours on a day of 25 hours', () => {
    const [day] = daysOf(
      startOfDate('2026-10-25', 'Europe/Berlin'),
      startOfDate('2026-10-26', 'Europe/Berlin'),
      'Europe/Berlin',
    )
    if (!day) throw new Error('there is such a day')
    const allDay: Window = { status: 'major_outage', startedAt: day.from, endedAt: day.to }
    expect(tally([allDay], day, 0, day.to + 1)).toMatchObject({ observedMs: 25 * hourMs, majorMs: 25 * hourMs })
  })
})

describe('calendar months', () => {
  test('are counted back from the one of now, over the turn of the year', () => {
    const now = Date.UTC(2026, 0, 31, 12)
    expect(monthBack(0, now, 'Etc/UTC')).toEqual({
      year: 2026,
      month: 1,
      from: Date.UTC(2026, 0),
      to: Date.UTC(2026, 1),
    })
    expect(monthBack(11, now, 'Etc/UTC')).toMatchObject({ year: 2025, month: 2, to: Date.UTC(2025, 2) })
  })

  test('begin at the zone’s own midnight', () => {
    expect(monthBack(0, Date.UTC(2026, 10, 30, 23, 30), 'Europe/Berlin')).toMatchObject({
      month: 12,
      from: Date.UTC(2026, 10, 30, 23),
    })
  })

  test('of a range are those that it touches, not the one that begins at its end', () => {
    const months = (from: number, to: number) => monthsOf(from, to, 'Europe/Berlin').map(({ month }) => month)
    const december = Date.UTC(2026, 10, 30, 23)
    expect(months(Date.UTC(2026, 9, 3), december)).toEqual([10, 11])
    expect(months(Date.UTC(2026, 9, 3), december + 1)).toEqual([10, 11, 12])
    expect(months(december, december)).toEqual([12])
  })

  test('between two instants are counted by their month, not by days', () => {
    expect(monthsSince(Date.UTC(2025, 11, 31), Date.UTC(2026, 0, 1), 'Etc/UTC')).toBe(1)
    expect(monthsSince(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 31), 'Etc/UTC')).toBe(0)
  })
})

describe('a day and a month by their ISO names', () => {
  test('begin at the zone’s midnight and end at the next one', () => {
    const day = { date: '2026-03-29', from: Date.UTC(2026, 2, 28, 23), to: Date.UTC(2026, 2, 29, 22) }
    expect(dayOf('2026-03-29', 'Europe/Berlin')).toEqual(day)
    const month = { year: 2026, month: 2, from: Date.UTC(2026, 0, 31, 23), to: Date.UTC(2026, 1, 28, 23) }
    expect(monthOf('2026-02', 'Europe/Berlin')).toEqual(month)
  })

  test.each(['', '2026-02-30', '2026-13-01', '0000-01-01', '9999-12-31', '2026-1-1', '+002026-01-01', '2026-01-01x'])(
    '“%s” is no day',
    (date) => expect(dayOf(date, 'Etc/UTC')).toBeNull(),
  )

  test.each(['', '2026', '2026-00', '2026-13', '2026-1', '2026-01-01', '1899-12'])('“%s” is no month', (month) =>
    expect(monthOf(month, 'Etc/UTC')).toBeNull(),
  )
})

describe('a time zone', () => {
  test.each(['Etc/UTC', 'UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    '%s is known',
    (name) => {
      expect(isTimeZone(name)).toBe(true)
    },
  )

  test.each(['', 'Mars/Olympus', '+01:00', '2026-01-01T00:00[Europe/Berlin]', 'Europe/Berlin ', '../../etc/passwd'])(
    '“%s” is none',
    (name) => {
      expect(isTimeZone(name)).toBe(false)
    },
  )

  test('that is known can format every time on the page', () => {
    for (const zone of zones) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'short' })).not.toThrow()
    }
  })
})

describe('a wall clock’s time', () => {
  test.each([
    ['2026-11-24T14:05', 'Etc/UTC', Date.UTC(2026, 10, 24, 14, 5)],
    ['2026-11-24T14:05', 'Europe/Berlin', Date.UTC(2026, 10, 24, 13, 5)],
    ['2026-07-01T00:00:30', 'America/New_York', Date.UTC(2026, 6, 1, 4, 0, 30)],
  ])('%s in %s is one instant', (local, zone, instant) => {
    expect(instantOfLocalTime(local, zone)).toBe(instant)
  })

  test('that the clock skips counts from before the change, one that it shows twice is the earlier', () => {
    expect(instantOfLocalTime('2026-03-29T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(instantOfLocalTime('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  test.each(['', '2026-11-24', '24.11.2026 14:05', '2026-13-01T00:00', '2026-02-30T10:00', '2026-11-24T14:05Z'])(
    '“%s” is none',
    (local) => {
      expect(instantOfLocalTime(local, 'Etc/UTC')).toBeNull()
    },
  )

  test('is written as forms write it', () => {
    expect(localTimeOf(Date.UTC(2026, 10, 24, 13, 5, 59), 'Europe/Berlin')).toBe('2026-11-24T14:05')
  })

  test('is written to the second where that is asked for', () => {
    expect(exactLocalTimeOf(Date.UTC(2026, 10, 24, 13, 5, 9, 500), 'Europe/Berlin')).toBe('2026-11-24T14:05:09')
  })

  test('is known for one that the clock skips, or shows twice, or neither', () => {
    expect(clockChangeAt('2026-03-29T02:30', 'Europe/Berlin')).toBe('skipped')
    expect(clockChangeAt('2026-10-25T02:30', 'Europe/Berlin')).toBe('repeated')
    expect(clockChangeAt('2026-10-25T03:00', 'Europe/Berlin')).toBeNull()
    expect(clockChangeAt('2026-10-25T02:30', 'Etc/UTC')).toBeNull()
    expect(clockChangeAt('yesterday', 'Europe/Berlin')).toBeNull()
  })
})
