import { describe, expect, test } from 'vitest'
import { dayWords, instantWords, monthWords, rangeWords, shortDateWords } from './instants.tsx'

const now = Date.UTC(2026, 10, 24, 14, 27, 8)
const utc = { timeZone: 'Etc/UTC', now }
const berlin = { timeZone: 'Europe/Berlin', now }

describe('an instant in words', () => {
  test('has its date and the zone', () => {
    expect(instantWords(Date.UTC(2026, 10, 21, 9, 12), utc, 'full')).toBe('21 Nov, 09:12 UTC')
  })

  test('has the year where it is not the current one', () => {
    expect(instantWords(Date.UTC(2025, 8, 1, 9, 12), utc, 'full')).toBe('1 Sep 2025, 09:12 UTC')
    expect(instantWords(Date.UTC(2025, 8, 1, 9, 12), utc, 'date')).toBe('1 Sep 2025')
  })

  test('is its time alone on the same day, when asked to be short', () => {
    expect(instantWords(Date.UTC(2026, 10, 24, 0, 5), utc, 'short')).toBe('00:05 UTC')
    expect(instantWords(Date.UTC(2026, 10, 23, 23, 55), utc, 'short')).toBe('23 Nov, 23:55 UTC')
  })

  test('takes the day and the year from the page’s zone', () => {
    expect(instantWords(Date.UTC(2026, 10, 23, 23, 30), berlin, 'short')).toBe('00:30 CET')
    const newYear = Date.UTC(2026, 11, 31, 23, 30)
    expect(instantWords(newYear, { timeZone: 'Europe/Berlin', now: newYear }, 'stamp')).toBe('1 Jan 2027, 00:30:00 CET')
  })

  test('has seconds and the year as a stamp', () => {
    expect(instantWords(now, utc, 'stamp')).toBe('24 Nov 2026, 14:27:08 UTC')
  })
})

describe('a range in words', () => {
  const from = Date.UTC(2026, 10, 25, 2)

  test('says the day and the zone once', () => {
    expect(rangeWords(from, from + 90 * 60_000, utc, { withWeekday: true })).toEqual(['Wed 25 Nov, 02:00', '03:30 UTC'])
  })

  test('says both days where it goes over midnight', () => {
    expect(rangeWords(from, from + 24 * 3_600_000, utc)).toEqual(['25 Nov, 02:00 UTC', '26 Nov, 02:00 UTC'])
  })

  test('says both zones where the clock changes in it', () => {
    const change = Date.UTC(2026, 9, 25, 0, 30)
    expect(rangeWords(change, change + 3_600_000, berlin)).toEqual(['25 Oct, 02:30 CEST', '02:30 CET'])
  })

  test('leaves out the day that a heading says', () => {
    expect(rangeWords(from, from + 60_000, utc, { knownDay: from })).toEqual(['02:00', '02:01 UTC'])
    expect(rangeWords(from - 86_400_000, from, utc, { knownDay: from })).toEqual(['24 Nov, 02:00 UTC', '02:00 UTC'])
  })
})

test('dates and months are in words', () => {
  expect(dayWords('2026-11-24')).toBe('24 November')
  expect(shortDateWords('2026-09-01')).toBe('Tue 1 Sep')
  expect(monthWords(2026, 3)).toBe('March 2026')
})
