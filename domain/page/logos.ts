import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { pageLogos, type logoMediaTypes } from '#db/schema/page'
import { mustAct, mustReachEverything, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { readPage } from '../page.ts'
import { drawingProblem } from './drawings.ts'

export type LogoMediaType = (typeof logoMediaTypes)[number]

const mostKilobytes = 100
/** In bytes: a customer on a poor network loads the logo before anything else that is not text. */
export const mostLogoBytes = mostKilobytes * 1024

export const replaceLogoInput = z.object({
  logo: z
    .instanceof(Uint8Array, { error: 'Choose a picture first.' })
    .refine((bytes) => bytes.byteLength > 0, 'Choose a picture first. An empty file is none.')
    .refine((bytes) => bytes.byteLength <= mostLogoBytes, {
      error: ({ input }) =>
        `The file has ${Math.ceil((input as Uint8Array).byteLength / 1024)} KB; at most ${mostKilobytes} KB fit. Make it smaller: it is shown 32 pixels high.`,
    }),
})

export interface LogoFacts {
  mediaType: LogoMediaType
  /** In bytes. */
  size: number
  updatedAt: number
}

/**
 * Puts a logo on the page, in the place of the one before. What kind of picture it is says the file
 * itself, not its name. Throws `forbidden` below owner and `invalid` for what is no picture or does more than draw.
 */
export function replaceLogo(db: Db, actor: Actor, rawInput: z.input<typeof replaceLogoInput>, now: number): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  const { logo } = replaceLogoInput.parse(rawInput)
  const mediaType = mediaTypeOf(logo)
  if (mediaType === null) {
    throw new DomainError('invalid', 'This is no picture of a known kind. Choose a PNG, SVG, WebP or JPEG.', 'logo')
  }
  const problem = mediaType === 'image/svg+xml' ? drawingProblem(logo) : null
  if (problem !== null) throw new DomainError('invalid', problem, 'logo')
  write(db, (tx) => {
    const before = readLogoFacts(tx)
    const row = { mediaType, bytes: Buffer.from(logo), updatedAt: Math.max(now, (before?.updatedAt ?? 0) + 1) }
    tx.insert(pageLogos)
      .values({ row: 1, ...row })
      .onConflictDoUpdate({ target: pageLogos.row, set: row })
      .run()
    audit(tx, actor, 'page_logo.replace', { before, after: { mediaType, size: logo.byteLength } }, now)
  })
}

/** Takes the logo off the page; the name stands there again. Throws `forbidden` and, where there is none, `not_found`. */
export function removeLogo(db: Db, actor: Actor, now: number): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  write(db, (tx) => {
    const before = readLogoFacts(tx)
    if (!before) throw new DomainError('not_found', 'The page has no logo meanwhile. Load the settings again.')
    tx.delete(pageLogos).where(eq(pageLogos.row, 1)).run()
    audit(tx, actor, 'page_logo.remove', { before }, now)
  })
}

/** What is known of the logo without its bytes; null where there is none. */
export function readLogoFacts(db: Db): LogoFacts | null {
  const row = db.select().from(pageLogos).get()
  return row ? { mediaType: row.mediaType, size: row.bytes.byteLength, updatedAt: row.updatedAt } : null
}

function audit(
  tx: Db,
  actor: Actor,
  action: string,
  change: { before?: LogoFacts | null; after?: unknown },
  now: number,
) {
  recordAudit(tx, actor, { action, subjectKind: 'page', subjectId: readPage(tx).id, ...change }, now)
}

/** The kind of a picture by its first bytes; an SVG is text in which an `<svg` element comes first. */
function mediaTypeOf(bytes: Uint8Array): LogoMediaType | null {
  const begins = (...numbers: number[]) => numbers.every((number, index) => bytes[index] === number)
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp'
  return looksLikeDrawing(bytes) ? 'image/svg+xml' : null
}

const mostPrologBytes = 4_096

function looksLikeDrawing(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, mostPrologBytes))
  return /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\b[^>[]*(?:\[[^\]]*\])?[^>]*>|\s)*<(?:[\w-]+:)?svg[\s/>]/i.test(
    start,
  )
}
