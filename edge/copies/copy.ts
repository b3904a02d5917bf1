import { createHash } from 'node:crypto'
import { encode, type Encoding } from './encodings.ts'

/** Which state of the data an answer shows; equal words mean the same state. Null where it can't be known. */
export type Version = string | null

/** A public answer as the app gave it and the edge made it ready, before it is encoded. */
export interface Answer {
  status: number
  /** What it says of itself: type, caching, policy. No header that depends on the request. */
  headers: Record<string, string>
  body: Buffer
  /** The instant from which on it may read differently though no row changed. */
  freshUntil: number
}

/** One encoding of a copy, ready to be written. */
export interface Variant {
  etag: string
  body: Buffer
  /** Names and values in turn, which node:http writes faster than an object. */
  head: string[]
  /** What may have changed since; all that a client has already goes without saying. */
  notModifiedHead: string[]
  mayBeFramed: boolean
}

/** An answer in memory. */
export interface Copy {
  answer: Answer
  version: Version
  renderedAt: number
  /** When it was last known to be what the database says. */
  confirmedAt: number
  /** For the memory's order of leaving. */
  usedAt: number
  variants: Partial<Record<Encoding, Variant>>
  /** The same answer with the words that it can't be confirmed; made when it is first needed. */
  unconfirmed: Copy | null
}

export function copyOf(answer: Answer, version: Version, renderedAt: number): Copy {
  return {
    answer,
    version,
    renderedAt,
    confirmedAt: renderedAt,
    usedAt: renderedAt,
    variants: {},
    unconfirmed: null,
  }
}

/** What a copy weighs in memory, in bytes. */
export function bytesOf(copy: Copy): number {
  const encoded = Object.values(copy.variants).reduce((sum, variant) => sum + variant.body.length, 0)
  return copy.answer.body.length + encoded + (copy.unconfirmed ? bytesOf(copy.unconfirmed) : 0)
}

/** A copy in an encoding, encoded once. `common` are the headers that every answer carries. */
export function variantOf(copy: Copy, encoding: Encoding, common: Record<string, string>): Variant {
  return (copy.variants[encoding] ??= makeVariant(copy, encoding, common))
}

function makeVariant({ answer, renderedAt }: Copy, encoding: Encoding, common: Record<string, string>): Variant {
  const body = encode(answer.body, encoding)
  // Strong: it names these bytes, and so differs from encoding to encoding.
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const validators = {
    ETag: etag,
    'Last-Modified': new Date(renderedAt).toUTCString(),
    Vary: 'Accept-Encoding',
    ...only(answer.headers, ['Cache-Control', 'Access-Control-Allow-Origin']),
  }
  const mayBeFramed = answer.headers['Content-Security-Policy']?.includes('frame-ancestors *') === true
  return {
    etag,
    body,
    mayBeFramed,
    head: flat({
      // What may be framed anywhere must not say otherwise in an older word.
      ...(mayBeFramed ? without(common, 'X-Frame-Options') : common),
      ...answer.headers,
      ...validators,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      'Content-Length': String(body.length),
    }),
    notModifiedHead: flat(validators),
  }
}

function flat(headers: Record<string, string>): string[] {
  return Object.entries(headers).flat()
}

function without(headers: Record<string, string>, left: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== left))
}

function only(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)))
}

/** Whether a client already has a variant, by its conditions (RFC 9110, 13.1). */
export function isNotModified(
  conditions: { 'if-none-match'?: string | undefined; 'if-modified-since'?: string | undefined },
  variant: Variant,
  renderedAt: number,
): boolean {
  const tags = conditions['if-none-match']
  if (tags !== undefined) {
    if (tags === variant.etag) return true
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === variant.etag)
  }
  const since = conditions['if-modified-since']
  if (since === undefined) return false
  const instant = Date.parse(since)
  return Number.isFinite(instant) && Math.floor(renderedAt / 1_000) * 1_000 <= instant
}
