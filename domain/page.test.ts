import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { setupLinks } from '#db/schema/page'
import { accounts, people } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { listComponents } from './components/components.ts'
import { createSetupToken, hasOwner, initializePage, isSetupToken, readPage, setUpPage } from './page.ts'
import { addPerson } from './people/people.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000
const input = {
  pageName: 'Acme Status',
  timeZone: 'Europe/Berlin',
  componentNames: 'Website\n Checkout \n\nAPI\nCheckout',
  name: 'Dana',
  email: 'Dana@acme.example',
}

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, { name: 'Status' }, now)
})

describe('the page’s row', () => {
  test('is put in once, and not written over', () => {
    const { id } = readPage(db)
    initializePage(db, { name: 'Another', timeZone: 'Asia/Tokyo' }, now + 1)
    expect(readPage(db)).toMatchObject({ id, name: 'Status', timeZone: 'Etc/UTC', createdAt: now })
  })

  test('is missed with a word on what to do', () => {
    expect(() => readPage(testDatabase())).toThrow('candor init')
  })
})

describe('a setup link', () => {
  test('names the page, adds its components and its first owner', () => {
    const id = setUpPage(db, createSetupToken(db, now), input, 'a hash', now)
    expect(readPage(db)).toMatchObject({ name: 'Acme Status', timeZone: 'Europe/Berlin' })
    expect(listComponents(db).map((component) => component.name)).toEqual(['Website', 'Checkout', 'API'])
    expect(db.select().from(people).all()).toMatchObject([{ id, email: 'dana@acme.example', role: 'owner' }])
    const account = { userId: id, accountId: id, providerId: 'credential', password: 'a hash' }
    expect(db.select().from(accounts).all()).toMatchObject([account])
    expect(hasOwner(db)).toBe(true)
  })

  test('leaves audit rows without the password, the address or the link', () => {
    const token = createSetupToken(db, now)
    setUpPage(db, token, input, 'a hash', now)
    const rows = db.select().from(auditLog).all()
    expect(rows.map((row) => row.action)).toEqual([...Array(3).fill('component.create'), 'page.set_up'])
    expect(new Set(rows.map((row) => row.actorKind))).toEqual(new Set(['setup']))
    const text = JSON.stringify(rows)
    for (const secret of ['a hash', 'acme.example', token]) expect(text).not.toContain(secret)
  })

  test('works once', () => {
    const token = createSetupToken(db, now)
    expect(isSetupToken(db, token, now)).toBe(true)
    setUpPage(db, token, input, 'a hash', now)
    expect(isSetupToken(db, token, now)).toBe(false)
    const again = () => setUpPage(db, token, { ...input, email: 'eve@acme.example' }, 'another', now)
    expect(again).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(db.select().from(people).all()).toHaveLength(1)
  })

  test('ends after a day', () => {
    const token = createSetupToken(db, now)
    expect(isSetupToken(db, token, now + dayMs - 1)).toBe(true)
    expect(isSetupToken(db, token, now + dayMs)).toBe(false)
    expect(() => setUpPage(db, token, input, 'a hash', now + dayMs)).toThrow('older than a day')
  })

  test('ends when a new one is made', () => {
    const older = createSetupToken(db, now)
    const newer = createSetupToken(db, now)
    expect([isSetupToken(db, older, now), isSetupToken(db, newer, now)]).toEqual([false, true])
  })

  test('is of no use once somebody owns the page', () => {
    const token = createSetupToken(db, now)
    addPerson(db, terminal, { name: 'Dana', email: 'dana@acme.example', role: 'owner' }, now)
    expect(isSetupToken(db, token, now)).toBe(false)
    expect(() => setUpPage(db, token, input, 'a hash', now)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })

  test('that nobody made is none', () => {
    createSetupToken(db, now)
    for (const guess of ['', 'guess']) expect(isSetupToken(db, guess, now)).toBe(false)
  })

  test('is kept as a hash only, and is hard to guess', () => {
    const token = createSetupToken(db, now)
    expect(token).toMatch(/^[\w-]{32}$/)
    expect(JSON.stringify(db.select().from(setupLinks).all())).not.toContain(token)
  })

  test.each([
    ['no name for the page', { pageName: ' ' }, 'The page’s name is empty'],
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }, 'Choose a time zone'],
    ['no address', { email: 'dana' }, 'Write your e-mail address'],
    [
      'too many components',
      { componentNames: Array.from({ length: 101 }, (_, n) => `C${n}`).join('\n') },
      'At most 100',
    ],
    ['too long a name of a component', { componentNames: 'a'.repeat(121) }, 'has 121 characters; at most 120 fit'],
  ])('is not used up by %s', (_, mistake, message) => {
    const token = createSetupToken(db, now)
    expect(() => setUpPage(db, token, { ...input, ...mistake }, 'a hash', now)).toThrow(message)
    expect(isSetupToken(db, token, now)).toBe(true)
    expect(listComponents(db)).toEqual([])
  })

  test('asks for another address where it is on the team already', () => {
    addPerson(db, terminal, { name: 'Vic', email: 'dana@acme.example', role: 'viewer' }, now)
    const token = createSetupToken(db, now)
    expect(() => setUpPage(db, token, input, 'a hash', now)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(isSetupToken(db, token, now)).toBe(true)
  })
})
