import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { adminPolicy, toDocument } from './document.ts'

const style = 'body{color:red}'
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

function rendered(body: string, head = ''): string {
  return `<!DOCTYPE html><html lang="en"><head><link rel="preload" as="script" href="/_next/a.js"/>${head}<style>${style}</style></head><body>${body}<script src="/_next/a.js" async=""></script><script>self.__next_f.push("</p>")</script></body></html>`
}

describe('a public document', () => {
  test('leaves without the framework’s scripts and preloads, and keeps everything else', () => {
    const document = toDocument(rendered('<main>All good</main>'), 200)
    expect(document?.html).toBe(
      `<!DOCTYPE html><html lang="en"><head><style>${style}</style></head><body><main>All good</main></body></html>`,
    )
  })

  test.each(['/live.js', '/push.js'])('keeps Candor’s own script %s', (src) => {
    const script = `<script src="${src}" defer=""></script>`
    expect(toDocument(rendered(script), 200)?.html).toContain(script)
  })

  test('hashes what stays inline and allows nothing else', () => {
    const policy = toDocument(rendered(''), 200)?.contentSecurityPolicy ?? ''
    expect(policy).toContain(`style-src ${styleHash}`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('may be framed by other sites only where that is said', () => {
    expect(toDocument(rendered(''), 200)?.contentSecurityPolicy).toContain("frame-ancestors 'none'")
    expect(toDocument(rendered(''), 200, { mayBeFramed: true })?.contentSecurityPolicy).toContain('frame-ancestors *')
  })

  test('takes its status from the mark that the page carries, and drops the mark', () => {
    const document = toDocument(rendered('', '<meta name="candor:status" content="404"/>'), 200)
    expect(document?.status).toBe(404)
    expect(document?.html).not.toContain('candor:status')
  })

  test.each([
    ['<html id="__next_error__"><body></body></html>'],
    [rendered('<template id="B:0"></template>')],
    [rendered('<div hidden="" id="S:0"></div>')],
    [rendered('<p style="color:red">x</p>')],
  ])('is refused where only scripts would complete it: %s', (html) => {
    expect(toDocument(html, 200)).toBeNull()
  })

  test('is not refused for what people wrote about such marks', () => {
    expect(toDocument(rendered('<p>We write style="x" and id="S:0" here</p>'), 200)).not.toBeNull()
  })
})

test('an admin page’s policy carries the nonce and the hash of its style, and eval only in development', () => {
  const policy = adminPolicy('abc', rendered(''), false)
  expect(policy).toContain("'nonce-abc'")
  expect(policy).toContain(styleHash)
  expect(policy).not.toContain('unsafe')
  expect(adminPolicy('abc', '', true)).toContain('unsafe-eval')
})
