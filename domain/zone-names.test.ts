import { describe, expect, test } from 'vitest'
import { zoneAbbreviation } from './zone-names.ts'

describe('the abbreviation of a zone', () => {
  const winter = Date.UTC(2026, 0, 15)
  const summer = Date.UTC(2026, 6, 15)

  test.each([
    ['Etc/UTC', 'UTC', 'UTC'],
    ['UTC', 'UTC', 'UTC'],
    ['Europe/Berlin', 'CET', 'CEST'],
    ['Europe/London', 'GMT', 'BST'],
    ['America/New_York', 'EST', 'EDT'],
    ['Australia/Sydney', 'AEDT', 'AEST'],
    ['Asia/Kolkata', 'IST', 'IST'],
    ['Asia/Tokyo', 'JST', 'JST'],
    ['Africa/Johannesburg', 'SAST', 'SAST'],
  ])('of %s is %s in January and %s in July', (timeZone, inWinter, inSummer) => {
    expect(zoneAbbreviation(winter, timeZone)).toBe(inWinter)
    expect(zoneAbbreviation(summer, timeZone)).toBe(inSummer)
  })

  test('is the offset where no English region has one', () => {
    expect(zoneAbbreviation(winter, 'America/Sao_Paulo')).toBe('GMT-3')
  })
})
