import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaint, eximBounce, manyBounce, postfixBounce, postfixDelay } from '#db/demo/returned-mails'
import { exchangeBounce, gmailBounce } from '#db/demo/returned-mails-of-providers'
import { DomainError } from '../errors.ts'
import { messageOfCode, returnCode } from './return-codes.ts'
import { readReturnedMail } from './returned-mail.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const code = returnCode(key, 'a1b2c3d4e5f6.k1l2m3n4o5p6')
const original = `Message-ID: <a1b2c3d4e5f6.k1l2m3n4o5p6@status.acme.example>\nX-Candor-Return: ${code}`
const to = 'ada@customer.example'
const read = (text: string) => readReturnedMail(Buffer.from(text))

describe('a bounce is read', () => {
  test.each([
    ['Postfix', postfixBounce, '5.1.1', 'User unknown in virtual mailbox table'],
    ['Exim', eximBounce, '5.0.0', 'No such user here'],
    ['Exchange', exchangeBounce, '5.1.10', 'RESOLVER.ADR.RecipientNotFound'],
    ['Gmail', gmailBounce, '5.1.1', 'does not exist. Please try 550-5.1.1 double-checking'],
  ])('as %s writes it', async (_name, bounce, status, says) => {
    const mail = await read(bounce({ to, original }))
    expect(mail).toMatchObject({
      isComplaint: false,
      codes: [code],
      recipients: [{ addresses: [to], verdict: 'refused', status }],
    })
    expect(mail?.recipients[0]?.diagnostic).toContain(says)
  })

  test('with line ends of one character, and our header folded or quoted', async () => {
    const folded = original.replace('X-Candor-Return: ', 'x-candor-return:\n ')
    expect((await read(eximBounce({ to, original: folded }).replace(/\r/g, '')))?.codes).toEqual([code])
    expect((await read(postfixBounce({ to, original: `> ${original.replace('\n', '\n> ')}` })))?.codes).toEqual([code])
  })

  test('with the line before it that a mailbox has', async () => {
    const text = `From MAILER-DAEMON Tue Nov 24 14:05:11 2026\n${postfixBounce({ to, original })}`
    expect(await read(text)).toMatchObject({ codes: [code], recipients: [{ status: '5.1.1' }] })
  })

  test('where the returned part is encoded', async () => {
    const text = postfixBounce({ to, original }).replace(
      /Content-Type: text\/rfc822-headers\r\n\r\n([\s\S]*?)\r\n\r\n--/,
      (_all, headers: string) =>
        `Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(headers).toString('base64')}\r\n\r\n--`,
    )
    expect(text).not.toContain('X-Candor-Return')
    expect((await read(text))?.codes).toEqual([code])
  })

  test('with what each of several recipients got', async () => {
    const mail = await read(
      manyBounce(
        [
          { to: 'Gone@customer.example', originally: 'team@customer.example', action: 'failed', status: '5.1.1' },
          { to: 'late@customer.example', action: 'delayed', status: '4.4.1' },
          { to: 'here@customer.example', action: 'delivered', status: '2.0.0' },
        ],
        original,
      ),
    )
    expect(mail?.recipients).toMatchObject([
      { addresses: ['gone@customer.example', 'team@customer.example'], verdict: 'refused' },
      { addresses: ['late@customer.example'], verdict: 'delayed' },
      { addresses: ['here@customer.example'], verdict: 'fine' },
    ])
  })
})

test.each([
  ['a delay', postfixDelay({ to, original }), 'delayed'],
  ['what was given up after days', postfixBounce({ to, original, status: '4.4.7', diagnostic: 'timed out' }), 'failed'],
  ['a policy', postfixBounce({ to, original, status: '5.7.1', diagnostic: '550 5.7.1 listed' }), 'failed'],
  ['its content', postfixBounce({ to, original, status: '5.6.0', diagnostic: '554 5.6.0 not taken' }), 'failed'],
  ['a full mailbox', postfixBounce({ to, original, status: '5.2.2', diagnostic: '552 5.2.2 full' }), 'refused'],
])('the verdict over %s', async (_name, text, verdict) => {
  expect((await read(text))?.recipients).toMatchObject([{ verdict }])
})

test('a complaint is read, and what is none asks for nothing', async () => {
  expect(await read(complaint({ to, original }))).toMatchObject({
    isComplaint: true,
    codes: [code],
    recipients: [{ addresses: [to] }],
  })
  expect(await read(complaint({ to, original, kind: 'not-spam' }))).toBeNull()
})

test('whatever else a mailbox gets is no report', async () => {
  expect(await read('From: a@b.example\nSubject: Out of office\n\nBack on Monday.')).toBeNull()
  expect(await read('no mail at all')).toBeNull()
})

test('a report that says nothing of anybody is refused', async () => {
  const empty = postfixBounce({ to, original }).replace(/Final-Recipient[\s\S]*?(?=\r\n\r\n--)/, '')
  await expect(read(empty)).rejects.toThrow(/names no recipient/)
  const without = complaint({ to, original }).replace(/Feedback-Type.*\r\n/, '')
  await expect(read(without)).rejects.toThrow(/no Feedback-Type/)
})

test('no bytes break the reader, and a broken report is refused or none', async () => {
  const whole = [postfixBounce, eximBounce, gmailBounce].map((bounce) => Buffer.from(bounce({ to, original })))
  const broken = fc
    .tuple(fc.constantFrom(...whole), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 40 }))
    .map(([bytes, from, length, put]) => {
      const at = from % bytes.length
      return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + (length % 400))])
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(broken, fc.uint8Array({ maxLength: 2_000 })), async (bytes) => {
      const mail = await readReturnedMail(bytes).catch((error: unknown) => {
        expect(error).toBeInstanceOf(DomainError)
        return null
      })
      for (const one of mail?.recipients ?? []) expect(one.diagnostic.length).toBeLessThanOrEqual(300)
    }),
    { numRuns: 150 },
  )
})

test('a code is good for its own message and key alone', () => {
  expect(messageOfCode(key, code)).toBe('a1b2c3d4e5f6.k1l2m3n4o5p6')
  expect(messageOfCode(Buffer.alloc(32, 8).toString('base64'), code)).toBeNull()
  for (const forged of [
    '',
    '.',
    'a.b',
    code.slice(0, -1),
    `x${code}`,
    code.replace('k1l2', 'z1l2'),
    code.split('.').slice(0, 2).join('.'),
  ]) {
    expect(messageOfCode(key, forged)).toBeNull()
  }
})
