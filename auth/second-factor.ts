import { createOTP } from '@better-auth/utils/otp'
import { APIError } from 'better-auth/api'
import { symmetricDecrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Connection } from '#db/connection'
import { twoFactors } from '#db/schema/people'
import { authFor } from './auth.ts'
import { internalRequest } from './internal-request.ts'
import { recordSessionAudit } from './session-audit.ts'
import { originOf } from './origin.ts'
import type { SignedIn } from './sessions.ts'
import { beginTry, TooManyTriesError } from './tries.ts'

const lockSeconds = 15 * 60

/** What somebody needs to set their second factor up, until the first code proves that it works. */
export interface PendingSecondFactor {
  /** `otpauth://…`, which an app reads from a QR code. */
  address: string
  /** The key as it is typed by hand, in base 32. */
  key: string
  backupCodes: string[]
}

/** Makes the seed and the backup codes of one's second factor; until a first code is typed nothing asks for it. False for a wrong password. */
export async function beginSecondFactor(db: Connection, headers: Headers, password: string): Promise<boolean> {
  const body = { method: 'totp' as const, ...(password ? { password } : {}) }
  return wasRight(authFor(db).api.enableTwoFactor({ headers, body }))
}

/** What was begun and not proven yet; null where there is nothing of it. */
export async function readPendingSecondFactor(
  db: Connection,
  { actor, email }: Pick<SignedIn, 'actor' | 'email'>,
): Promise<PendingSecondFactor | null> {
  const row = db.select().from(twoFactors).where(eq(twoFactors.userId, actor.id)).get()
  if (!row || row.verified) return null
  const { secretConfig } = await authFor(db).$context
  const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret })
  const codes = await symmetricDecrypt({ key: secretConfig, data: row.backupCodes })
  const address = createOTP(secret).url('Candor', email)
  return {
    address,
    key: new URL(address).searchParams.get('secret') ?? '',
    backupCodes: z.array(z.string()).parse(JSON.parse(codes)),
  }
}

/** Proves with a first code that the second factor works; from then on it is asked for. The session is a new one afterwards. */
export async function provePendingSecondFactor(
  db: Connection,
  headers: Headers,
  { actor }: SignedIn,
  code: string,
): Promise<boolean> {
  const thisTry = beginTry(db, headers, { door: 'second-factor', account: actor.id }, Date.now())
  const isRight = await wasRight(authFor(db).api.verifyTOTP({ headers, body: { code: digitsOf(code) } }))
  if (!isRight) return false
  thisTry.succeeded()
  recordSessionAudit(db, actor.id, 'person.set_up_second_factor', Date.now(), originOf(headers))
  return true
}

/** Whether a code is right now, of somebody who is signed in. Throws TooManyTriesError. */
export async function isCodeRight(db: Connection, headers: Headers, code: string): Promise<boolean> {
  return wasRight(authFor(db).api.verifyTOTP({ headers, body: { code: digitsOf(code) } }))
}

/** New backup codes in place of the old ones, shown this once; null for a wrong password. */
export async function renewBackupCodes(
  db: Connection,
  headers: Headers,
  { actor }: SignedIn,
  password: string,
): Promise<string[] | null> {
  const body = password ? { password } : {}
  try {
    const { backupCodes } = await authFor(db).api.generateBackupCodes({ headers, body })
    recordSessionAudit(db, actor.id, 'person.renew_backup_codes', Date.now(), originOf(headers))
    return backupCodes
  } catch (error) {
    if (error instanceof APIError && isWrong(error)) return null
    throw error
  }
}

export type SecondFactorResult = { cookies: string[] } | { problem: 'wrong' | 'begin_again' }

/**
 * Answers the question for the second factor after the password: with a code of six digits, or with a
 * backup code, which is used up by it. Throws TooManyTriesError.
 */
export async function answerSecondFactor(db: Connection, headers: Headers, code: string): Promise<SecondFactorResult> {
  const question = /two_factor=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''
  beginTry(db, headers, { door: 'second-factor', account: question }, Date.now())
  const isBackupCode = !/^\d{6}$/.test(digitsOf(code))
  const path = isBackupCode ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
  const body = JSON.stringify({ code: isBackupCode ? code.trim() : digitsOf(code) })
  const response = await authFor(db).handler(internalRequest(path, headers, { method: 'POST', body }))
  if (response.status >= 500) throw new Error('the second factor could not be looked at')
  if (response.ok) {
    const { user } = z.object({ user: z.object({ id: z.string() }) }).parse(await response.json())
    if (isBackupCode) recordSessionAudit(db, user.id, 'person.use_backup_code', Date.now(), originOf(headers))
    return { cookies: response.headers.getSetCookie() }
  }
  if (response.status === 429) throw new TooManyTriesError(lockSeconds)
  const { code: reason } = z.object({ code: z.string().optional() }).parse(await response.json())
  const isWrongCode = reason === 'INVALID_CODE' || reason === 'INVALID_BACKUP_CODE'
  return { problem: isWrongCode ? 'wrong' : 'begin_again' }
}

/** Whether the question for the second factor is open in this browser. */
export function isSecondFactorAsked(headers: Headers): boolean {
  return /(?:^|[;\s.])two_factor=[^;]/.test(headers.get('cookie') ?? '')
}

async function wasRight(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    if (error instanceof APIError && isWrong(error)) return false
    throw error
  }
}

function isWrong(error: APIError): boolean {
  return ['INVALID_PASSWORD', 'INVALID_CODE'].includes(String(error.body?.code))
}

/** People type the spaces that their app shows. */
function digitsOf(code: string): string {
  return code.replace(/\s/g, '')
}
