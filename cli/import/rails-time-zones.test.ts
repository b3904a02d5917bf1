import { expect, test } from 'vitest'
import { timeZoneOf } from './rails-time-zones.ts'

test.each([
  ['London', 'Europe/London'],
  ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Etc/UTC', 'Etc/UTC'],
  ['Middle-earth', null],
  ['constructor', null],
])('%s is %s', (name, zone) => {
  expect(timeZoneOf(name)).toBe(zone)
})
