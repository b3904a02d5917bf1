import { afterEach, beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import { eximBounce, postfixBounce } from '#db/demo/returned-mails'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { setConnection, type Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { messageName } from '#domain/outbox/sent-mails'
import { returnCode, returnHeader } from '#domain/returns/return-codes'
import { takeReturn } from '#domain/returns/returns'
import { requireSubscriber } from '#domain/subscriptions/subscriber-acts'
import { createToken, listTokens, revokeToken, type TokenInput } from '#domain/tokens/tokens'
import { bouncePost } from './bounce-post.ts'
import { forgetCounts } from './program-admission.ts'

const now = Date.now()
const hourMs = 3_600_000
const to = 'ada@customer.example'
const post = bouncePost(({ db, actor, now }, mail) => takeReturn(db, actor, { mail, key: linkKey }, now))

let db: Connection
beforeEach(() => {
  db = testDatabase()
  setConnection(db)
  forgetCounts()
  makePage(db, {}, now - hourMs)
})
afterEach(() => setConnection(null))

function tokenOf(input: Partial<TokenInput> = {}): { id: string; token: string } {
  const asked: TokenInput = { name: 'Mailbox', role: 'responder', scopes: ['bounces:write'], expiresAt: now + hourMs }
  return createToken(db, terminal, { ...asked, ...input }, now - 1)
}

interface Sending {
  token?: string
  type?: string
}

async function send(body: string | Uint8Array, { token = tokenOf().token, type = 'message/rfc822' }: Sending = {}) {
  const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), 'Content-Type': type }
  const request = new Request('http://localhost/intake/bounces', { method: 'POST', headers, body: Buffer.from(body) })
  const answer = await post(request)
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Record<string, unknown> }
}

function bounced(): { id: string; text: string } {
  const row = makeSubscriber(db, { email: to }, now - hourMs)
  const name = messageName({ letter: 1 }, row)
  return { id: row.id, text: postfixBounce({ to, original: `${returnHeader}: ${returnCode(linkKey, name)}` }) }
}

test('a mail that came back is taken in as it is, and its token was used', async () => {
  const { id, text } = bounced()
  expect(await send(text)).toMatchObject({ status: 200, json: { outcome: 'held_back', subscribers: 1 } })
  expect(await send(text, { type: 'text/plain; charset=utf-8' })).toMatchObject({ json: { outcome: 'known' } })
  expect(requireSubscriber(db, id).quarantinedAt).not.toBeNull()
  expect(listTokens(db).every(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true)
})

test('whatever else a mailbox gets is answered as such, so that it can be passed on whole', async () => {
  for (const text of ['Subject: Out of office\r\n\r\nBack on Monday.', 'x', '\0\xff\n\n']) {
    expect(await send(text)).toMatchObject({ status: 200, json: { outcome: 'ignored', subscribers: 0 } })
  }
})

test('a report by an address alone is believed only of whoever may write subscribers', async () => {
  const { id } = bounced()
  const text = eximBounce({ to, original: 'Subject: x' })
  expect(await send(text)).toMatchObject({ status: 200, json: { outcome: 'unknown' } })
  expect(requireSubscriber(db, id).quarantinedAt).toBeNull()
  const { token } = tokenOf({ scopes: ['bounces:write', 'subscribers:write'] })
  expect(await send(text, { token })).toMatchObject({ json: { outcome: 'held_back' } })
})

test('nobody without a token of the scope is let in, and nothing of theirs is read', async () => {
  const { id, text } = bounced()
  const revoked = tokenOf()
  revokeToken(db, terminal, revoked.id, now)
  const component = makeComponent(db, {}, now)
  const tokens: [string, number, string][] = [
    ['', 401, 'signed_out'],
    ['cndr_nobody', 401, 'signed_out'],
    [revoked.token, 401, 'signed_out'],
    [tokenOf({ scopes: ['subscribers:write'] }).token, 403, 'forbidden'],
    [tokenOf({ role: 'support' }).token, 403, 'forbidden'],
    [tokenOf({ componentIds: [component] }).token, 403, 'forbidden'],
  ]
  for (const [token, status, error] of tokens) {
    expect(await send(text, { token })).toMatchObject({ status, json: { error } })
  }
  expect(requireSubscriber(db, id).quarantinedAt).toBeNull()
})

test('what is too large, empty, of another kind or a broken report is refused with what is wrong', async () => {
  const { text } = bounced()
  const large = `${text}${'x'.repeat(1024 * 1024)}`
  expect(await send(large)).toMatchObject({ status: 413, json: { error: 'too_large' } })
  expect(await send('')).toMatchObject({ status: 422, json: { message: 'There is no mail in this request.' } })
  expect(await send(text, { type: 'application/json' })).toMatchObject({ status: 415, json: { error: 'no_mail' } })
  const empty = text.replace(/Final-Recipient[\s\S]*?(?=\r\n\r\n--)/, '')
  expect(await send(empty)).toMatchObject({ status: 422, json: { error: 'invalid' } })
})
