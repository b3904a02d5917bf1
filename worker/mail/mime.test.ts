import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { encodeForm, encodeMail, marks, type MailParts } from './mime.ts'

const parts: MailParts = {
  from: 'Acme <status@example.com>',
  to: 'ada@example.com',
  date: 'Mon, 30 Nov 2026 09:00:00 +0000',
  subject: '[Resolved] Kasse: Zahlungen schlugen fehl – behoben',
  text: 'Für ada@example.com: https://status.example.com/manage/1\n',
  html: '<p>Für ada@example.com</p>',
  messageId: '<news.1@example.com>',
  thread: '<incident.1@example.com>',
  headers: { 'List-Unsubscribe': '<https://status.example.com/leave/1>' },
}

test('a form that is filled reads like a mail that is encoded for one reader', async () => {
  const own = marks('address', 'id', 'date', 'link')
  // A mark at each place of a line, so that the encoding breaks it everywhere.
  const words = (name: string, link: string) =>
    Array.from({ length: 80 }, (_, length) => `${'=é '.repeat(length)}${name} ${link}.`).join('\n')
  const of = (address: string, id: string, date: string, link: string): MailParts => ({
    ...parts,
    to: address,
    date,
    text: words(address, link),
    html: `<p>${words(address, link)}</p>`,
    messageId: `<news.${id}@example.com>`,
    thread: `<incident.${id}@example.com>`,
    headers: { 'List-Unsubscribe': `<${link}>` },
  })
  const form = await encodeForm(of(own.address, own.id, own.date, own.link), own)
  for (const address of ['ada@example.com', `${'a'.repeat(64)}@${'long.'.repeat(20)}example.com`]) {
    const link = `https://status.example.com/manage/${'x='.repeat(address.length)}?a=b`
    const date = 'Mon, 30 Nov 2026 09:00:00 +0000'
    const mime = form.fill({ address, id: 'q1w2', date, link })
    const [filled, encoded] = await Promise.all([
      simpleParser(mime),
      simpleParser(await encodeMail(of(address, 'q1w2', date, link))),
    ])
    for (const name of ['subject', 'text', 'html', 'messageId', 'references', 'inReplyTo', 'date'] as const) {
      expect(filled[name]).toEqual(encoded[name])
    }
    for (const name of ['to', 'from', 'list-unsubscribe']) {
      expect(filled.headerLines.find(({ key }) => key === name)?.line.replace(/\s+/g, ' ')).toBe(
        encoded.headerLines.find(({ key }) => key === name)?.line.replace(/\s+/g, ' '),
      )
    }
    const body = mime.slice(mime.indexOf('\r\n\r\n'))
    expect(Math.max(...body.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76)
    expect(mime).toMatch(/^[\x20-\x7e\r\n]*$/)
  }
})

test('what is filled in outside of ASCII is encoded', async () => {
  const own = marks('address')
  const form = await encodeForm({ ...parts, text: `für ${own.address}, ja`, html: `<p>${own.address}</p>` }, own)
  const read = await simpleParser(form.fill({ address: 'zoë=1@example.com' }))
  expect(read.text).toBe('für zoë=1@example.com, ja')
  expect(read.html).toBe('<p>zoë=1@example.com</p>')
})
