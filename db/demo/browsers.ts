import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '#domain/database'
import type { ChoicesInput } from '#domain/subscriptions/choices'
import type { SubscriberRow } from '#domain/subscriptions/links'
import { subscribeByPush } from '#domain/subscriptions/push'
import { testVault } from './hooks.ts'

const tagBytes = 16
const publicKeyBytes = 65

/** What a browser keeps of its subscription to itself, and what it gives away. */
export interface TestBrowser {
  pair: ECDH
  auth: Buffer
  /** As the form sends them. */
  keys: { p256dh: string; auth: string }
}

export function newBrowser(): TestBrowser {
  const pair = createECDH('prime256v1')
  const p256dh = pair.generateKeys().toString('base64url')
  const auth = randomBytes(16)
  return { pair, auth, keys: { p256dh, auth: auth.toString('base64url') } }
}

/** A browser that subscribed at a push service's address. */
export function makeBrowser(
  db: Db,
  { endpoint, browser = newBrowser(), ...choices }: ChoicesInput & { endpoint: string; browser?: TestBrowser },
  now: number,
): SubscriberRow & { browser: TestBrowser } {
  const all = { coversPage: Object.keys(choices).length === 0, ...choices }
  const asked = { endpoint, ...browser.keys, choices: all }
  const { number } = subscribeByPush(db, { vault: testVault, allowsPrivate: true }, asked, {}, now)
  const row = db.select().from(subscribers).where(eq(subscribers.number, number)).get() as SubscriberRow
  return { ...row, browser }
}

/** What a browser reads of a message: RFC 8291, 3.4, over the one record of RFC 8188. Throws where it is for another. */
export function decrypted({ pair, auth }: TestBrowser, body: Buffer): Record<string, unknown> {
  const [salt, senderLength] = [body.subarray(0, 16), body.readUInt8(20)]
  const sender = body.subarray(21, 21 + senderLength)
  if (senderLength !== publicKeyBytes) throw new Error('the message names no sender’s key')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
  const record = body.subarray(21 + senderLength)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-tagBytes))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -tagBytes)), decipher.final()])
  // The last record ends with a 2, and zeros.
  const end = padded.lastIndexOf(2)
  return JSON.parse(padded.subarray(0, end).toString('utf8')) as Record<string, unknown>
}
