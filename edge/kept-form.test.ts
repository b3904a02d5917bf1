import { once } from 'node:events'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { keepForm, keptPage, refusalOf } from './kept-form.ts'

async function sent(entries: [string, string][], headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  const encoded = new Response(form)
  const request = new IncomingMessage(new Socket())
  request.method = 'POST'
  request.headers = { 'content-type': encoded.headers.get('content-type') ?? '', ...headers }
  request.push(Buffer.from(await encoded.arrayBuffer()))
  request.push(null)
  return request
}

async function fieldsOf(request: IncomingMessage): Promise<[string, string][] | null> {
  const kept = keepForm(request)
  await once(request.resume(), 'end')
  return kept ? kept.fields() : null
}

describe('a form that is kept while it passes', () => {
  test('gives back what was typed, and neither passwords nor what nobody typed', async () => {
    const request = await sent([
      ['$ACTION_REF_1', ''],
      ['title', 'Checkout fails'],
      ['body', 'Two\nlines'],
      ['component:abc', 'partial_outage'],
      ['promise', ''],
      ['newPassword', 'secret'],
      ['intent', 'publish'],
    ])
    expect(await fieldsOf(request)).toEqual([
      ['title', 'Checkout fails'],
      ['body', 'Two\r\nlines'],
      ['component:abc', 'partial_outage'],
    ])
  })

  test('is none where scripts sent it, for they keep it themselves', async () => {
    expect(await fieldsOf(await sent([['title', 'x']], { 'next-action': 'abc' }))).toBeNull()
  })
})

test('the page of a form that did not arrive shows what was typed, as text and nothing else', () => {
  const html = keptPage('stale', '/admin/incidents/new?a="><script>', [
    ['pageName', '<script>alert(1)</script> & more'],
  ])
  expect(html).not.toContain('<script>')
  expect(html).toContain('<dt>page name</dt><dd>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</dd>')
  expect(html).toContain('href="/admin/incidents/new?a=&quot;&gt;&lt;script&gt;"')
})

describe('an answer of the app to a form', () => {
  const answered = (statusCode: number, headers: Record<string, string> = {}) => ({ statusCode, headers })

  test.each([
    [answered(409, { 'x-nextjs-action-not-found': '1' }), 'stale'],
    [answered(500), 'failed'],
    [answered(303, { location: '/admin/sign-in?next=%2Fadmin' }), 'signed_out'],
  ])('%j means that it was not saved', (answer, refusal) => {
    expect(refusalOf(answer)).toBe(refusal)
  })

  test.each([
    [answered(200)],
    [answered(303, { location: '/admin/incidents/abc' })],
    [answered(303, { location: '/admin/sign-in' })],
  ])('%j can be shown', (answer) => {
    expect(refusalOf(answer)).toBeNull()
  })
})
