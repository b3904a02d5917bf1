import { createOTP } from '@better-auth/utils/otp'
import { base32 } from '@better-auth/utils/base32'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Connection } from '#db/connection'
import { addTeam } from '#db/demo/actors'
import { auditLog } from '#db/schema/audit'
import { sessions, twoFactors } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import {
  answerSecondFactor,
  beginSecondFactor,
  isCodeRight,
  isSecondFactorAsked,
  provePendingSecondFactor,
  readPendingSecondFactor,
  renewBackupCodes,
} from './second-factor.ts'
import { readSession, type SignedIn } from './sessions.ts'
import { createSignInLink, signInWithLink, signInWithPassword } from './sign-in.ts'
import { browserWith, setPassword, useTestFolder } from './test-people.ts'

const dana = 'dana@acme.example'
const password = 'four plain words together'

let db: Connection
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
  useTestFolder()
  db = testDatabase()
  const team = addTeam(db, Date.now())
  await setPassword(db, team.dana.kind === 'person' ? team.dana.id : '', password)
})
afterEach(() => void vi.useRealTimers())

async function signIn(headers = browserWith([])): Promise<{ headers: Headers; asks: boolean }> {
  const result = await signInWithPassword(db, headers, { email: dana, password })
  if ('problem' in result) throw new Error(result.problem)
  return { headers: browserWith(result.cookies), asks: result.asksForSecondFactor }
}

async function mustRead(headers: Headers): Promise<SignedIn> {
  const session = await readSession(db, headers, { prolongs: false })
  if (!session) throw new Error('nobody is signed in')
  return session
}

function codeOf(key: string): Promise<string> {
  return createOTP(new TextDecoder().decode(base32.decode(key))).totp()
}

function passHalfMinute(): void {
  vi.setSystemTime(Date.now() + 30_000)
}

/** Sets Dana's second factor up; returns its key and the backup codes. */
async function setUp(): Promise<{ key: string; backupCodes: string[] }> {
  const { headers } = await signIn()
  const session = await mustRead(headers)
  expect(await beginSecondFactor(db, headers, 'something else entirely')).toBe(false)
  expect(await beginSecondFactor(db, headers, password)).toBe(true)
  const pending = await readPendingSecondFactor(db, session)
  if (!pending) throw new Error('nothing was begun')
  expect(await provePendingSecondFactor(db, headers, session, '000000')).toBe(false)
  expect((await signIn()).asks).toBe(false)
  expect(await provePendingSecondFactor(db, headers, session, await codeOf(pending.key))).toBe(true)
  expect(await readPendingSecondFactor(db, session)).toBeNull()
  passHalfMinute()
  return pending
}

describe('a second factor', () => {
  test('is asked for once a first code proved it, and the session is a new one', async () => {
    const before = (await signIn()).headers
    const { key } = await setUp()
    expect(key).toMatch(/^[A-Z2-7]+$/)
    const { headers, asks } = await signIn()
    expect(asks).toBe(true)
    expect(isSecondFactorAsked(headers)).toBe(true)
    expect(await readSession(db, headers, { prolongs: false })).toBeNull()
    expect(await answerSecondFactor(db, headers, '000000')).toEqual({ problem: 'wrong' })
    const answered = await answerSecondFactor(db, headers, await codeOf(key))
    if ('problem' in answered) throw new Error(answered.problem)
    expect(await mustRead(browserWith(answered.cookies))).toMatchObject({ hasSecondFactor: true })
    expect(await answerSecondFactor(db, headers, await codeOf(key))).toEqual({ problem: 'begin_again' })
    expect(await readSession(db, before, { prolongs: false })).not.toBeNull()
  }, 30_000)

  test('is asked for after a one-time link too', async () => {
    const { key } = await setUp()
    const link = await createSignInLink(db, dana, 'http://127.0.0.1:3000')
    const result = await signInWithLink(db, browserWith([]), link.slice(link.lastIndexOf('/') + 1))
    if ('problem' in result) throw new Error(result.problem)
    expect(result.asksForSecondFactor).toBe(true)
    const headers = browserWith(result.cookies)
    expect(await readSession(db, headers, { prolongs: false })).toBeNull()
    expect(await answerSecondFactor(db, headers, await codeOf(key))).toHaveProperty('cookies')
  }, 30_000)

  test('has codes that work once each, and none that is older than one that worked', async () => {
    const { key } = await setUp()
    const older = await codeOf(key)
    passHalfMinute()
    const code = await codeOf(key)
    const answered = await answerSecondFactor(db, (await signIn()).headers, code)
    if ('problem' in answered) throw new Error(answered.problem)
    expect(await answerSecondFactor(db, (await signIn()).headers, code)).toEqual({ problem: 'wrong' })
    expect(await answerSecondFactor(db, (await signIn()).headers, older)).toEqual({ problem: 'wrong' })
    const headers = browserWith(answered.cookies)
    expect(await isCodeRight(db, headers, code)).toBe(false)
    const [row] = db.select().from(twoFactors).all()
    expect(row?.failedVerificationCount).toBe(2)
    passHalfMinute()
    const next = await codeOf(key)
    expect(await isCodeRight(db, headers, next)).toBe(true)
    expect(await isCodeRight(db, headers, next)).toBe(false)
    expect(await answerSecondFactor(db, (await signIn()).headers, next)).toEqual({ problem: 'wrong' })
    passHalfMinute()
    expect(await answerSecondFactor(db, (await signIn()).headers, await codeOf(key))).toHaveProperty('cookies')
  }, 30_000)

  test('lets one of two in who send the same code at once', async () => {
    const { key } = await setUp()
    const code = await codeOf(key)
    const browsers = [(await signIn()).headers, (await signIn()).headers]
    const answers = await Promise.all(browsers.map((headers) => answerSecondFactor(db, headers, code)))
    expect(answers.filter((answer) => 'cookies' in answer)).toHaveLength(1)
    expect(answers).toContainEqual({ problem: 'wrong' })
  }, 30_000)

  test('has backup codes that work once each, until new ones replace them', async () => {
    const { backupCodes } = await setUp()
    expect(backupCodes).toHaveLength(10)
    const [first = '', second = ''] = backupCodes
    const answered = await answerSecondFactor(db, (await signIn()).headers, first)
    if ('problem' in answered) throw new Error(answered.problem)
    expect(await answerSecondFactor(db, (await signIn()).headers, first)).toEqual({ problem: 'wrong' })
    const headers = browserWith(answered.cookies)
    const session = await mustRead(headers)
    expect(await renewBackupCodes(db, headers, session, 'something else entirely')).toBeNull()
    const renewed = await renewBackupCodes(db, headers, session, password)
    expect(await answerSecondFactor(db, (await signIn()).headers, second)).toEqual({ problem: 'wrong' })
    expect(await answerSecondFactor(db, (await signIn()).headers, renewed?.[0] ?? '')).toHaveProperty('cookies')
  }, 30_000)

  test('leaves neither seed nor codes readable in the database, and says in the audit log what was done', async () => {
    const { key, backupCodes } = await setUp()
    const stored = JSON.stringify([db.select().from(twoFactors).all(), db.select().from(auditLog).all()])
    expect(stored).not.toContain(key)
    expect(stored).not.toContain(new TextDecoder().decode(base32.decode(key)))
    expect(stored).not.toContain(backupCodes[0])
    await signIn()
    const actions = db.select({ action: auditLog.action }).from(auditLog).all()
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.set_up_second_factor', 'session.ask_second_factor']),
    )
  }, 30_000)

  test('a password alone leaves no session behind', async () => {
    await setUp()
    const count = () => db.select().from(sessions).all().length
    const before = count()
    await signIn()
    expect(count()).toBe(before)
    const [row] = db.select().from(auditLog).where(eq(auditLog.action, 'session.ask_second_factor')).all()
    expect(row).toMatchObject({ address: '203.0.113.7' })
  }, 30_000)
})
