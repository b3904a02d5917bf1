import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { copyOf, isNotModified, variantOf } from './copy.ts'

const renderedAt = Date.UTC(2026, 10, 24, 14, 5, 7, 300)
const common = { 'X-Content-Type-Options': 'nosniff' }

/** Headers as a client reads them. */
const read = (head: string[]): Record<string, string> => Object.fromEntries(new Headers(pairsOf(head)))

function pairsOf(head: string[]): [string, string][] {
  return head.flatMap((name, at) => (at % 2 === 0 ? [[name, head[at + 1] ?? ''] as [string, string]] : []))
}

function page(text = 'All systems operational. '.repeat(20)) {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=0' }
  return copyOf({ status: 200, headers, body: Buffer.from(text), freshUntil: renderedAt }, 'v', renderedAt)
}

test('each encoding is made once, has a tag of its own, and says how it may be kept', () => {
  const copy = page()
  const [brotli, plain] = [variantOf(copy, 'br', common), variantOf(copy, 'identity', common)]
  expect(variantOf(copy, 'br', common)).toBe(brotli)
  expect(brotli.etag).not.toBe(plain.etag)
  expect(brotliDecompressSync(brotli.body)).toEqual(copy.answer.body)
  expect(read(brotli.head)).toEqual({
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'br',
    'content-length': String(brotli.body.length),
    'cache-control': 'public, max-age=0',
    'last-modified': 'Tue, 24 Nov 2026 14:05:07 GMT',
    etag: brotli.etag,
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  })
  expect(plain.head).not.toContain('Content-Encoding')
  expect(read(brotli.notModifiedHead)).toEqual({
    'cache-control': 'public, max-age=0',
    'last-modified': 'Tue, 24 Nov 2026 14:05:07 GMT',
    etag: brotli.etag,
    vary: 'Accept-Encoding',
  })
})

test('only what says that it may be framed may be', () => {
  const framed = { ...common, 'X-Frame-Options': 'DENY' }
  const ofPolicy = (policy: string) => {
    const headers = { 'Content-Type': 'text/html', 'Content-Security-Policy': policy }
    return variantOf(copyOf({ status: 200, headers, body: Buffer.from('x'), freshUntil: 0 }, 'v', 0), 'gzip', framed)
  }
  expect(ofPolicy("default-src 'none'; frame-ancestors *").head).not.toContain('X-Frame-Options')
  expect(ofPolicy("default-src 'none'; frame-ancestors 'none'").head).toContain('X-Frame-Options')
})

test('equal bytes have equal tags, so that a reader who has them need not fetch them again', () => {
  expect(variantOf(page(), 'gzip', common).etag).toBe(variantOf(page(), 'gzip', common).etag)
  expect(variantOf(page(), 'gzip', common).etag).not.toBe(variantOf(page('other'), 'gzip', common).etag)
})

describe('a client has it already', () => {
  const variant = variantOf(page(), 'br', common)
  test.each([
    [{ 'if-none-match': variant.etag }, true],
    [{ 'if-none-match': `"x", ${variant.etag}` }, true],
    [{ 'if-none-match': `W/${variant.etag}` }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"x"' }, false],
    [{ 'if-none-match': '"x"', 'if-modified-since': 'Tue, 24 Nov 2026 14:05:07 GMT' }, false],
    [{ 'if-modified-since': 'Tue, 24 Nov 2026 14:05:07 GMT' }, true],
    [{ 'if-modified-since': 'Tue, 24 Nov 2026 14:05:06 GMT' }, false],
    [{ 'if-modified-since': 'yesterday' }, false],
    [{}, false],
  ])('by %j: %s', (conditions, has) => {
    expect(isNotModified(conditions, variant, renderedAt)).toBe(has)
  })
})
