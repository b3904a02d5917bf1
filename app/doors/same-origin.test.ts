import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const publicUrl = 'https://status.acme.example'

test.each<[boolean, string, Record<string, string>]>([
  [true, 'the host that was asked', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
  [
    true,
    'the host that a trusted proxy was asked',
    { origin: publicUrl, host: 'app', 'x-forwarded-host': 'status.acme.example, app' },
  ],
  [true, 'the page’s public address', { origin: publicUrl, host: '127.0.0.1:3000' }],
  [false, 'another site', { origin: 'https://evil.example', host: 'localhost:3000' }],
  [false, 'another port', { origin: 'http://localhost:4000', host: 'localhost:3000' }],
  [false, 'no origin at all', { host: 'localhost:3000' }],
  [false, 'an opaque origin', { origin: 'null', host: 'null' }],
])('%s for a request from %s', (isSame, _from, headers) => {
  expect(isSameOrigin(new Headers(headers), publicUrl)).toBe(isSame)
})
