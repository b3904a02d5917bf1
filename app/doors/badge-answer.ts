import { createHash } from 'node:crypto'
import { badgeOf } from '#components/pictures/badge'
import type { State } from '#domain/status'
import { documentHeaders } from './public-document.ts'

/** A badge as an answer; opened by itself, it may use the styles that it holds and nothing else. */
export function badgeAnswer(state: State, words: string, status: 200 | 404 = 200): Response {
  const { svg, style } = badgeOf(state, words)
  const hash = createHash('sha256').update(style).digest('base64')
  return new Response(svg, {
    status,
    headers: {
      ...documentHeaders(),
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'`,
    },
  })
}
