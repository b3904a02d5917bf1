import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { config, overrideConfig } from '#config'
import type { Connection } from '#db/connection'
import { accounts } from '#db/schema/people'
import { newId } from '#domain/identity'
import { hashPassword } from './sign-in.ts'

/** Gives this process a data folder of its own, for the keys, and a public address. */
export function useTestFolder(url = 'http://127.0.0.1:3000'): void {
  config()
  overrideConfig({ dataDir: mkdtempSync(join(tmpdir(), 'candor-')), url, isSecure: url.startsWith('https:') })
}

/** Gives somebody a password, as their account's page does. */
export async function setPassword(db: Connection, userId: string, password: string): Promise<void> {
  const at = new Date()
  const hash = await hashPassword(db, password)
  db.insert(accounts)
    .values({
      id: newId(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
    .run()
}

/** A browser's headers, with the cookies that earlier answers set. */
export function browserWith(cookies: readonly string[], address = '203.0.113.7'): Headers {
  const pairs = cookies.map((cookie) => cookie.split(';')[0] as string).filter((pair) => !pair.endsWith('='))
  return new Headers({ 'user-agent': 'a test', 'x-candor-address': address, cookie: pairs.join('; ') })
}
