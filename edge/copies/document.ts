import { createHash } from 'node:crypto'

/** A public page as it leaves the edge. */
export interface Document {
  status: number
  html: string
  contentSecurityPolicy: string
}

/** Marks of a render that only scripts would complete: never sent to customers, who may have none. */
const failedRender = /<html id="__next_error__"|<template id="B:|<[a-z]+ hidden="" id="S:|<[a-z][^<>]*\sstyle="/i
const frameworkScript = /<script\b[^>]*>[\s\S]*?<\/script>/gi
const scriptPreload =
  /<link\b(?=[^>]*\brel="(?:preload|modulepreload)")(?=[^>]*\bas="script"|[^>]*\brel="modulepreload")[^>]*>/gi
const inlineStyle = /<style\b[^>]*>([\s\S]*?)<\/style>/gi
const statusMark = /<meta name="candor:status" content="(\d{3})"\s*\/?>/i
/** Scripts of Candor's own, which a public page may keep. */
const ownScript = /^<script\b[^>]*\ssrc="\/(?:live|push)\.js"/i

/**
 * Turns what Next rendered into a document that needs no script: the framework's scripts and flight
 * data go, `candor:status` becomes the status, and what stays inline is hashed for a strict policy.
 * Other sites may frame a document only where that is said. Null where the render failed.
 */
export function toDocument(
  rendered: string,
  status: number,
  { isDev = false, mayBeFramed = false } = {},
): Document | null {
  if (failedRender.test(rendered)) return null
  const html = rendered
    .replace(frameworkScript, (script) => (ownScript.test(script) ? script : ''))
    .replace(scriptPreload, '')
  return {
    status: markedStatus(html) ?? status,
    html: html.replace(statusMark, ''),
    contentSecurityPolicy: policy({
      'default-src': "'none'",
      'script-src': "'self'",
      // Next's development server links its styles instead of inlining them.
      'style-src': isDev ? "'self' 'unsafe-inline'" : styleHashes(html) || "'none'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': mayBeFramed ? '*' : "'none'",
    }),
  }
}

/** The status that a page says of itself by `candor:status`; null where it says none. */
export function markedStatus(html: string): number | null {
  const marked = statusMark.exec(html)?.[1]
  return marked ? Number(marked) : null
}

/** The policy of an admin page: Next's scripts carry the nonce, inlined styles are hashed. */
export function adminPolicy(nonce: string, html: string, isDev: boolean): string {
  return policy({
    'default-src': "'none'",
    // React's development build needs eval to rebuild stack traces; no other page allows it.
    'script-src': `'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    'style-src': isDev ? "'self' 'unsafe-inline'" : `'self' ${styleHashes(html)}`.trim(),
    'img-src': "'self' data:",
    'connect-src': "'self'",
    // The page that shows what can be embedded shows the frame itself.
    'frame-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  })
}

/** The policy that Next reads the nonce from, before the page exists. */
export function noncePolicy(nonce: string): string {
  return `script-src 'nonce-${nonce}' 'strict-dynamic'`
}

function styleHashes(html: string): string {
  const hashes = [...html.matchAll(inlineStyle)].map((match) => {
    const digest = createHash('sha256')
      .update(match[1] ?? '')
      .digest('base64')
    return `'sha256-${digest}'`
  })
  return [...new Set(hashes)].join(' ')
}

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
