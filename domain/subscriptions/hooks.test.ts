import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makeHook, testVault } from '#db/demo/hooks'
import { makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import { claimMessages } from '../outbox/claims.ts'
import { askByHook, readSigningSecrets, rotateSecret, signingSecretsAt } from './hooks.ts'
import { hookTarget } from './hook-targets.ts'
import { linkToken, type SubscriberRow } from './links.ts'
import { askByEmail, confirmSubscription, findByAddress } from './subscribing.ts'
import { mostAtHost, mostOfContact } from './webhook-limits.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000
const contact = 'victim@example.com'
const everything = { coversPage: true }

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
})

const askAt = (url: string, at = now, of = contact) =>
  askByHook(db, { vault: testVault, sendsMail: true }, { url, contact: of, choices: everything }, {}, at)
const all = () => db.select().from(subscribers).all()
const due = (channel: 'email' | 'slack' | 'discord', at = now) =>
  claimMessages(db, channel, { most: 1_000, leaseMs: 1 }, at).map(({ letter }) => letter)

describe('a mailbox is asked at most three times a day', () => {
  test('however many webhooks name it, and those past that leave nothing', () => {
    for (let one = 0; one < 50; one++) askAt(`https://nobody.example/hook?${one}`)
    expect(due('email')).toEqual(['confirm', 'confirm', 'confirm'])
    expect(all()).toHaveLength(3)
    askAt('https://nobody.example/hook?next', now + dayMs + 1)
    expect(all()).toHaveLength(4)
  })

  test('whether as an address of its own or as a contact', () => {
    askByEmail(db, { email: contact, choices: everything }, {}, now)
    askAt('https://nobody.example/one')
    askAt('https://nobody.example/two')
    askByEmail(db, { email: contact, choices: everything }, {}, now + 1)
    askAt('https://nobody.example/three')
    expect(due('email', now + 1)).toHaveLength(3)
    askAt('https://nobody.example/four', now, 'somebody-else@example.com')
    expect(due('email', now + 2)).toHaveLength(4)
  })

  test('and who was asked three times about webhooks is not written down by a fourth question', () => {
    for (const path of ['one', 'two', 'three']) askAt(`https://nobody.example/${path}`)
    askByEmail(db, { email: contact, choices: everything }, {}, now)
    expect(findByAddress(db, 'email', contact)).toBeNull()
  })
})

describe('a chat', () => {
  test.each([
    ['slack', 'https://hooks.slack.com/services/T0/B0/x', ['?0', '?a=1#b', '/', '#c']],
    ['discord', 'https://discord.com/api/webhooks/1/x', ['?wait=true', '?with_components=1', '/']],
  ] as const)('in %s is asked as one, however its address is spelt', (channel, url, endings) => {
    for (const ending of endings) askAt(url + ending)
    for (const spelt of [url.replace('https', 'http'), url.replace('.com/', '.com:8443/'), url.replace(/x$/, '%78')])
      askAt(spelt)
    expect(due(channel)).toHaveLength(3)
    expect(all()).toHaveLength(1)
  })

  test('keeps of its address what says where a message goes', () => {
    const read = (url: string) => hookTarget.parse(url).url
    const flow = 'https://prod-1.westus.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?sig=Xy%2Fz&sp=%2Ft'
    expect(read(flow)).toBe(flow)
    expect(read('https://acme.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d?x=1')).not.toContain('?')
    expect(read('https://canary.discordapp.com/api/v10/webhooks/1/x?thread_id=7&wait=true')).toBe(
      'https://discord.com/api/webhooks/1/x?thread_id=7',
    )
    expect(read('https://receiver.example/hook/?Key=Abc')).toBe('https://receiver.example/hook/?Key=Abc')
  })
})

describe('a contact', () => {
  const confirmLast = () => {
    const row = all().at(-1) as SubscriberRow
    return confirmSubscription(db, linkKey, linkToken(linkKey, 'confirm', row), {}, now)
  }

  test('can have so many webhooks at one host, whatever its port, and is told why no more', () => {
    for (let one = 0; one < mostAtHost; one++) makeHook(db, { url: `https://victim.example:80${one}/`, contact }, now)
    askAt('https://victim.example/one-more')
    expect(confirmLast).toThrow('the contact of 10 webhooks at victim.example already')
    expect(all().at(-1)).toMatchObject({ confirmedAt: null })
    askAt('https://victim.example/of-another', now, 'somebody-else@example.com')
    expect(confirmLast()).toMatchObject({ confirmedAt: now })
    askAt('https://elsewhere.example/')
    expect(confirmLast()).toMatchObject({ confirmedAt: now })
  })

  test('can have so many webhooks in all', () => {
    for (let one = 0; one < mostOfContact; one++) makeHook(db, { url: `https://host${one}.example/`, contact }, now)
    askAt('https://one-more.example/')
    expect(confirmLast).toThrow('the contact of 50 webhooks already')
  })
})

test('a new secret leaves the one in use signing for a day, however often it is asked for', () => {
  const row = makeHook(db, { url: 'https://receiver.example/hook' }, now)
  const inUse = readSigningSecrets(testVault, row)?.current
  const rotate = (at: number) =>
    rotateSecret(
      db,
      { key: linkKey, vault: testVault },
      { use: 'manage', token: linkToken(linkKey, 'manage', row) },
      {},
      at,
    )
  const signing = (at: number) => {
    const secrets = readSigningSecrets(testVault, all().at(-1) as SubscriberRow)
    return secrets ? signingSecretsAt(secrets, at) : []
  }
  rotate(now)
  const [taken] = signing(now)
  expect(() => rotate(now + 1)).toThrow('within a day')
  expect(signing(now + 1)).toEqual([taken, inUse])
  rotate(now + dayMs)
  expect(signing(now + dayMs).slice(1)).toEqual([taken])
})
