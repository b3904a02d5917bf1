import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { addTeam } from '#db/demo/actors'
import { auditLog } from '#db/schema/audit'
import { people, sessions } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { readSession } from './sessions.ts'
import { createSignInLink, signInWithLink, signInWithPassword, type SignInResult } from './sign-in.ts'
import { browserWith, setPassword, useTestFolder } from './test-people.ts'
import { networkOf, TooManyTriesError } from './tries.ts'

const dana = 'dana@acme.example'
const password = 'four plain words together'
const dayMs = 24 * 3_600_000

let db: Connection
let danaId: string
beforeEach(async () => {
  useTestFolder()
  db = testDatabase()
  const team = addTeam(db, Date.now() - dayMs)
  danaId = team.dana.kind === 'person' ? team.dana.id : ''
  await setPassword(db, danaId, password)
})

function signIn(email = dana, given = password, address?: string): Promise<SignInResult> {
  return signInWithPassword(db, browserWith([], address), { email, password: given })
}

function cookiesOf(result: SignInResult): string[] {
  if ('problem' in result) throw new Error(result.problem)
  return result.cookies
}

describe('signing in with a password', () => {
  test('gives a cookie that scripts and other sites don’t get, and says in the audit log from where', async () => {
    const cookies = cookiesOf(await signIn())
    const cookie = cookies.find((one) => one.startsWith('candor.session_token='))
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await readSession(db, browserWith(cookies), { prolongs: false })).toMatchObject({
      actor: { id: danaId, role: 'owner' },
      owesSecondFactor: false,
    })
    const [row] = db.select().from(auditLog).where(eq(auditLog.action, 'session.start')).all()
    expect(row).toMatchObject({ actorId: danaId, address: '203.0.113.7' })
  })

  test('gives a cookie of this host alone over https', async () => {
    useTestFolder('https://status.example.com')
    db = testDatabase()
    const { dana: actor } = addTeam(db, Date.now())
    await setPassword(db, actor.kind === 'person' ? actor.id : '', password)
    const cookies = cookiesOf(await signIn())
    const cookie = cookies.find((one) => one.startsWith('__Host-candor.session_token='))
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(cookie).not.toMatch(/domain/i)
  })

  test('answers alike for a wrong password, an unknown address and somebody who was deactivated', async () => {
    db.update(people).set({ deactivatedAt: Date.now() }).where(eq(people.email, 'vic@acme.example')).run()
    const vic = db.select().from(people).where(eq(people.email, 'vic@acme.example')).get()
    await setPassword(db, vic?.id ?? '', password)
    const answers = [
      await signIn(dana, 'something else entirely'),
      await signIn('nobody@acme.example'),
      await signIn('priya@acme.example'),
      await signIn('vic@acme.example'),
    ]
    expect(answers).toEqual(Array(4).fill({ problem: 'wrong' }))
  })

  test.each([dana, 'nobody@acme.example'])(
    'has to wait after ten tries of %s, from wherever they come',
    async (email) => {
      for (let number = 0; number < 10; number++) await signIn(email, 'something else entirely', `198.51.100.${number}`)
      await expect(signIn(email, password, '198.51.100.200')).rejects.toThrow(TooManyTriesError)
      await expect(signIn('sam@acme.example')).resolves.toEqual({ problem: 'wrong' })
    },
    30_000,
  )

  test('goes on from an address where one is signed in, however often strangers tried', async () => {
    await signIn()
    for (let number = 0; number < 10; number++) await signIn(dana, 'something else entirely', `198.51.100.${number}`)
    expect(await signIn()).toHaveProperty('cookies')
  }, 30_000)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0002'],
  ['2001:db8::1', '2001:0db8:0000:0000'],
  ['::1', '0000:0000:0000:0000'],
  ['', ''],
])('of the address %s, %s is counted', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

describe('a session', () => {
  test('ends after 7 days without use, which each use moves, and after 30 days in any case', async () => {
    const headers = browserWith(cookiesOf(await signIn()))
    const [session] = db.select().from(sessions).all()
    expect(Math.round(((session?.expiresAt.getTime() ?? 0) - Date.now()) / dayMs)).toBe(7)

    const began = Date.now() - 27 * dayMs
    const seen = { createdAt: new Date(began), updatedAt: new Date(Date.now() - dayMs) }
    db.update(sessions).set(seen).run()
    db.update(people).set({ lastSeenAt: null }).run()
    expect(await readSession(db, headers, { prolongs: true })).not.toBeNull()
    const [prolonged] = db.select().from(sessions).all()
    expect(prolonged?.expiresAt.getTime()).toBe(began + 30 * dayMs)
    expect(db.select().from(people).where(eq(people.id, danaId)).get()?.lastSeenAt).toBeGreaterThan(0)

    db.update(sessions)
      .set({ createdAt: new Date(Date.now() - 30 * dayMs) })
      .run()
    expect(await readSession(db, headers, { prolongs: true })).toBeNull()
    db.update(sessions)
      .set({ createdAt: new Date(), expiresAt: new Date(Date.now() - 1) })
      .run()
    expect(await readSession(db, headers, { prolongs: true })).toBeNull()
  })

  test('is not prolonged by what a page asks by itself', async () => {
    const headers = browserWith(cookiesOf(await signIn()))
    const before = new Date(Date.now() - dayMs)
    db.update(sessions).set({ updatedAt: before }).run()
    await readSession(db, headers, { prolongs: false })
    expect(db.select().from(sessions).get()?.updatedAt).toEqual(before)
  })
})

test('a one-time link signs in once', async () => {
  const link = await createSignInLink(db, dana, 'http://127.0.0.1:3000')
  const token = link.slice(link.lastIndexOf('/') + 1)
  expect(await signInWithLink(db, browserWith([]), token)).toMatchObject({ asksForSecondFactor: false })
  expect(await signInWithLink(db, browserWith([]), token)).toEqual({ problem: 'used_link' })
  expect(await signInWithLink(db, browserWith([]), 'made-up')).toEqual({ problem: 'used_link' })
})
