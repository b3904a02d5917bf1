import { expect, test } from 'vitest'
import { copyOf } from './copy.ts'
import { unconfirmed } from './unconfirmed.ts'

const at = Date.UTC(2026, 10, 24, 14, 5, 7)

function told(type: string, body: string): string {
  const answer = { status: 200, headers: { 'Content-Type': type }, body: Buffer.from(body), freshUntil: at }
  return unconfirmed(copyOf(answer, 'v', at)).answer.body.toString('utf8')
}

test('a home page’s headline gives way to the words, and so does its title', () => {
  const html = told(
    'text/html; charset=utf-8',
    '<head><title>All systems operational · Acme Status</title></head><main id="content"><section data-headline="true" class="x"><h1>All systems operational</h1></section><p>Components</p></main>',
  )
  expect(html).not.toContain('All systems operational')
  expect(html).toContain('<title>We can’t confirm the current status · Acme Status</title>')
  expect(html).toContain('<h1>We can’t confirm the current status</h1>')
  expect(html).toContain('<time datetime="2026-11-24T14:05:07.000Z">24 Nov 2026, 14:05 UTC</time>')
  expect(html).toContain('<p>Components</p>')
})

test('any other page has the words before its content, and keeps its heading', () => {
  const html = told(
    'text/html',
    '<title>History · Acme</title><main id="content" tabindex="-1"><h1>History</h1></main>',
  )
  expect(html).toMatch(/<main id="content" tabindex="-1"><p class="unconfirmed" role="status"><strong>We can’t confirm/)
  expect(html).toContain('<h1>History</h1>')
})

test('a Status API document says it where it has room for words, and keeps its keys', () => {
  const json = told(
    'application/json',
    '{"page":{"id":"a"},"status":{"indicator":"none","description":"All Systems Operational"}}',
  )
  expect(JSON.parse(json)).toEqual({
    page: { id: 'a' },
    status: {
      indicator: 'none',
      description: 'We can’t confirm the current status. Last confirmed 2026-11-24T14:05:07.000Z.',
    },
  })
})

test('feeds say it once, in their head', () => {
  const words = 'We can’t confirm the current status. Last confirmed 2026-11-24T14:05:07.000Z.'
  expect(told('application/atom+xml', '<feed><title>A</title><entry><title>B</title></entry></feed>')).toBe(
    `<feed><title>A</title>\n  <subtitle>${words}</subtitle><entry><title>B</title></entry></feed>`,
  )
  expect(
    told(
      'application/rss+xml',
      '<rss><description>Statuspage</description><item><description>x</description></item></rss>',
    ),
  ).toBe(`<rss><description>${words}</description><item><description>x</description></item></rss>`)
})

test('a badge and an icon stop showing a state; a logo shows none', () => {
  const badge = told(
    'image/svg+xml; charset=utf-8',
    '<svg><title>ok</title><text x="31">All systems operational</text></svg>',
  )
  expect(badge).toContain('>Status can’t be confirmed</text>')
  expect(badge).not.toContain('operational')
  const icon = '<svg viewBox="0 0 20 20"><path fill="#0b6e3f"/></svg>'
  expect(told('image/svg+xml', icon)).not.toContain('#0b6e3f')
  const logo = '<svg viewBox="0 0 300 80"><path/></svg>'
  expect(told('image/svg+xml', logo)).toBe(logo)
})

test('what has no room for words stays as it is, and nobody may keep it', () => {
  const answer = {
    status: 200,
    headers: { 'Content-Type': 'text/calendar' },
    body: Buffer.from('BEGIN'),
    freshUntil: at,
  }
  const copy = unconfirmed(copyOf(answer, 'v', at))
  expect(copy.answer.body.toString()).toBe('BEGIN')
  expect(copy.answer.headers['Cache-Control']).toBe('no-cache')
})
