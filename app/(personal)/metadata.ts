import type { Metadata } from 'next'
import { missingMetadata } from '../(public)/metadata.ts'
import { readSettings } from '../(public)/reads.ts'

/** The head of a page that is one person's own; the edge turns its mark into the status. */
export async function personalMetadata(title: string, status: 200 | 404 | 422 | 429 | 503 = 200): Promise<Metadata> {
  const { other, ...rest } = missingMetadata(`${title} · ${(await readSettings()).name}`)
  return status === 200 ? rest : { ...rest, other: { ...other, 'candor:status': String(status) } }
}

/** The head of a page behind a link that may be nobody's. */
export function linkMetadata(title: string, found: object | null): Promise<Metadata> {
  return found ? personalMetadata(title) : personalMetadata('Old link', 404)
}
