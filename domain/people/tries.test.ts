import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { tries } from '#db/schema/access'
import { testDatabase } from '#db/test-database'
import { countTry, forgetAccountTries, forgetEndedTries, type Tried } from './tries.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const dana: Tried = { door: 'sign-in', address: '203.0.113.7', account: 'dana@acme.example', isKnownAddress: false }

let db: Connection
beforeEach(() => {
  db = testDatabase()
})

function tryOften(times: number, tried: (number: number) => Tried, at = now): (number | null)[] {
  return Array.from({ length: times }, (_, number) => countTry(db, tried(number), at))
}

describe('tries', () => {
  test('of one account are ten in ten minutes, from all addresses together, in any case of letters', () => {
    const from = (number: number) => ({ ...dana, address: `198.51.100.${number}` })
    expect(tryOften(10, from)).toEqual(Array(10).fill(null))
    expect(countTry(db, { ...dana, account: ' DANA@acme.example' }, now + 4 * minuteMs)).toBe(360)
    expect(countTry(db, { ...dana, account: 'priya@acme.example' }, now)).toBeNull()
    expect(countTry(db, dana, now + 10 * minuteMs)).toBeNull()
  })

  test('from one address are thirty in ten minutes, for all accounts together', () => {
    expect(tryOften(30, (number) => ({ ...dana, account: `${number}@acme.example` }))).toEqual(Array(30).fill(null))
    expect(countTry(db, { ...dana, account: 'priya@acme.example' }, now)).toBe(600)
    expect(countTry(db, { ...dana, account: 'priya@acme.example', address: '198.51.100.1' }, now)).toBeNull()
  })

  test('that name no account are counted by address alone', () => {
    const provider = { ...dana, door: 'provider', account: null } as const
    expect(tryOften(30, () => provider)).toEqual(Array(30).fill(null))
    expect(countTry(db, provider, now)).toBe(600)
    forgetAccountTries(db, provider)
    expect(countTry(db, provider, now)).toBe(600)
    expect(countTry(db, { ...provider, address: '198.51.100.1' }, now)).toBeNull()
  })

  test('from where the account is signed in have a count of their own', () => {
    tryOften(10, (number) => ({ ...dana, address: `198.51.100.${number}` }))
    expect(countTry(db, { ...dana, isKnownAddress: true }, now)).toBeNull()
    expect(countTry(db, dana, now)).toBe(600)
  })

  test('at one door don’t count at another', () => {
    tryOften(10, () => dana)
    expect(countTry(db, { ...dana, door: 'link' }, now)).toBeNull()
  })

  test('of an account begin anew after a right one, those of the address go on', () => {
    tryOften(10, () => dana)
    forgetAccountTries(db, dana)
    expect(tryOften(10, () => dana)).toEqual(Array(10).fill(null))
    forgetAccountTries(db, dana)
    expect(tryOften(10, () => dana)).toEqual(Array(10).fill(null))
    forgetAccountTries(db, dana)
    expect(countTry(db, dana, now)).toBe(600)
  })

  test('that have to wait write nothing, and none is kept after its time', () => {
    tryOften(10, () => dana)
    const before = db.select().from(tries).all()
    countTry(db, dana, now)
    expect(db.select().from(tries).all()).toEqual(before)
    expect(JSON.stringify(before)).not.toMatch(/dana|203\.0/)
    forgetEndedTries(db, now + 11 * minuteMs)
    expect(db.select().from(tries).all()).toEqual([])
  })
})
