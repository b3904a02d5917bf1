import type { Db } from '../database.ts'
import { selectLogo } from './rows.ts'

export interface LogoFile {
  mediaType: string
  bytes: Uint8Array
  updatedAt: number
}

/** The page's logo as it is sent; null where the page has none. */
export function readLogo(db: Db): LogoFile | null {
  return selectLogo(db) ?? null
}
