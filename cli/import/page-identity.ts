import { basename, resolve } from 'node:path'
import type { SnapshotIncident, SnapshotPage } from '#domain/imports/snapshot'
import type { Feed } from './atom-feed.ts'
import type { PageDocument } from './documents.ts'
import type { History } from './history-pages.ts'
import { timeZoneOf } from './rails-time-zones.ts'
import type { Source } from './source.ts'

export interface NamedDocument {
  file: string
  document: PageDocument
}

/** The page's time zone, by whichever document tells one that is known. */
export function timeZoneIn(
  documents: readonly NamedDocument[],
  history: History | null,
  notes: string[],
): string | null {
  const told = [...documents.map(({ document }) => document.page?.time_zone), history?.page?.time_zone]
  const name = told.find((one) => one !== null && one !== undefined)
  if (name === undefined || name === null) return null
  const zone = timeZoneOf(name)
  if (zone === null) notes.push(`the page’s time zone “${name}” is not known; its times are taken as they stand`)
  return zone
}

/** Which page it is: by its id, its host or, where no document says so, the folder's name. */
export function pageOf(
  source: Source,
  documents: readonly NamedDocument[],
  history: History | null,
  feed: Feed | null,
  timeZone: string | null,
): SnapshotPage {
  const pages = documents.map(({ document }) => document.page).filter((page) => page !== null)
  const id = pages.find((page) => page.id !== null)?.id ?? history?.page?.id ?? null
  const hosts = [...pages.map((page) => hostOf(page.url)), history?.page?.domain, feed?.host, source.host]
  const keys = [...new Set([id, ...hosts].filter((key) => typeof key === 'string'))]
  const key = keys[0] ?? folderName(source)
  const name = pages.find((page) => page.name !== null)?.name ?? history?.page?.name ?? feed?.author ?? null
  return { key, keys: keys.length > 0 ? keys : [key], name, timeZone }
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null
}

/** Told where only a folder's name says which page it is. */
export function keyNote(source: Source, page: SnapshotPage): string[] {
  if (page.key !== folderName(source)) return []
  return [
    `no document says which page this is; an import from a folder that isn’t called “${page.key}” would be of another page`,
  ]
}

function folderName(source: Source): string {
  return basename(resolve(source.name))
}

/** Without a history page a source knows only its newest incidents, so older days look better than they were. */
export function gapNote(incidents: readonly SnapshotIncident[]): string[] {
  const begins = incidents.map((one) => one.startedAt ?? one.updates.at(-1)?.displayAt).filter((at) => at !== undefined)
  const oldest = begins.reduce<number | null>((least, at) => (at === null ? least : Math.min(least ?? at, at)), null)
  if (oldest === null) return []
  const day = new Date(oldest).toISOString().slice(0, 10)
  return [
    `the source tells of no incident before ${day}; earlier days show no trouble because nothing is known of them`,
  ]
}
