import { describe, expect, test } from 'vitest'
import { provenAtProvider } from './single-sign-on-proof.ts'

const beganAt = Date.UTC(2026, 10, 24, 14, 5)
const now = beganAt + 20_000
const atSeconds = (offset: number) => beganAt / 1_000 + offset

describe('a sign-in for which the provider was to ask anew', () => {
  const attempt = { asksAnew: true, beganAt }

  test.each([
    ['it says that it did', atSeconds(5), beganAt + 5_000],
    ['its clock is a little late', atSeconds(-20), beganAt - 20_000],
    ['its clock is early', atSeconds(3_600), now],
  ])('is believed where %s', (_, authTime, provenAt) => {
    expect(provenAtProvider({ authTime, tellsTime: true }, attempt, now)).toBe(provenAt)
  })

  test.each([
    ['somebody had signed in there before', atSeconds(-60), true],
    ['it does not say when', undefined, true],
    ['it never says when', undefined, false],
    ['it says what is no time', '1764000000', true],
  ])('is refused where %s', (_, authTime, tellsTime) => {
    expect(provenAtProvider({ authTime, tellsTime }, attempt, now)).toBeNull()
  })
})

describe('any other sign-in', () => {
  const attempt = { asksAnew: false, beganAt }

  test('proves who sits there as of when they signed in at the provider', () => {
    expect(provenAtProvider({ authTime: atSeconds(-7_200), tellsTime: true }, attempt, now)).toBe(beganAt - 7_200_000)
  })

  test('proves nothing recent where the provider tells the time, and did not this time', () => {
    expect(provenAtProvider({ authTime: undefined, tellsTime: true }, attempt, now)).toBe(0)
  })

  test('counts as of now where the provider never tells the time', () => {
    expect(provenAtProvider({ authTime: undefined, tellsTime: false }, attempt, now)).toBe(now)
  })
})
