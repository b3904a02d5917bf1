import { XMLParser } from 'fast-xml-parser'
import type { z } from 'zod'
import type { SnapshotIncident, SnapshotUpdate } from '#domain/imports/snapshot'
import { list, name, record, text, time, word } from './fields.ts'
import { parseValue } from './documents.ts'
import { instantBefore, instantNear, zoneOf, type ShownTime } from './local-times.ts'
import { ImportError } from './problems.ts'

const minuteMs = 60_000
const file = 'history.atom'

const link = record({ '@_rel': word, '@_href': word })
const entry = record({ title: name, published: time, updated: time, link: list(link), content: text })
const feedDocument = record({
  feed: record({ author: record({ name: word }).nullish(), link: list(link), entry: list(entry) }),
})

type Entry = z.output<typeof entry>

export interface Feed {
  author: string | null
  host: string | null
  incidents: SnapshotIncident[]
  /** What could not be read, and is left out. */
  notes: string[]
}

/**
 * Reads `/history.atom`: titles and updates with times to the minute, and nothing of components.
 * `timeZone` is the page's, where another document tells it. Throws ImportError.
 */
export function parseFeed(xml: string, timeZone: string | null): Feed {
  const { feed } = parseValue(file, parseXml(xml), feedDocument)
  const notes: string[] = []
  const incidents = feed.entry.flatMap((one, index) => {
    const incident = readEntry(one, timeZone)
    if (!incident)
      notes.push(`${file}: entry[${index}] (“${one.title}”) holds no updates that can be read; it is left out`)
    return incident ? [incident] : []
  })
  return { author: feed.author?.name ?? null, host: hostOf(hrefOf(feed.link)), incidents, notes }
}

/** A document type could define entities that grow without end; no feed has one. */
function parseXml(xml: string): unknown {
  if (/<!doctype/i.test(xml)) throw new ImportError([`${file}: expected a feed without a document type`])
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    isArray: (tag, path) => tag === 'entry' || (tag === 'link' && String(path).endsWith('.link')),
    tagValueProcessor: (_tag, value) => value,
  })
  try {
    return withText(parser.parse(xml, true))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ImportError([`${file}: expected a feed (${reason})`])
  }
}

/** A tag that has attributes holds its text under a key of its own. */
function withText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withText)
  if (typeof value !== 'object' || value === null) return value
  if ('#text' in value) return value['#text']
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withText(inner)]))
}

function readEntry(one: Entry, timeZone: string | null): SnapshotIncident | null {
  const code = /\/incidents\/([^/?#]+)/.exec(hrefOf(one.link) ?? '')?.[1]
  const updates = readUpdates(one, timeZone)
  const newest = updates[0]
  if (code === undefined || !newest) return null
  const plan = readPlan(one, timeZone)
  return {
    sourceId: code,
    isScheduled: updates.some((update) => maintenanceStatuses.has(update.status ?? '')),
    detail: 'feed',
    title: one.title,
    status: newest.status,
    impact: null,
    createdAt: null,
    startedAt: null,
    monitoringAt: null,
    resolvedAt: null,
    updatedAt: one.updated ?? one.published,
    ...plan,
    updates,
    components: [],
    postmortem: null,
  }
}

const maintenanceStatuses = new Set(['scheduled', 'in_progress', 'verifying', 'completed'])
const shownTime = String.raw`(\w{3,9}) <var data-var='date'>\s*(\d{1,2})</var>, <var data-var='time'>(\d{2}:\d{2})</var>`
const paragraph = new RegExp(
  String.raw`^<p>\s*<small>${shownTime} ([^<]+)</small>\s*<br\s*/?>\s*<strong>([^<]+)</strong>(?: -)? ?([\s\S]*)</p>\s*$`,
)

/** One paragraph per update, newest first; "Update" stands where an update keeps the status of the one before. */
function readUpdates(one: Entry, timeZone: string | null): SnapshotUpdate[] {
  const updates: (SnapshotUpdate & { label: string })[] = []
  const anchor = one.published ?? one.updated
  for (const part of (one.content ?? '').split(/(?=<p>\s*<small>)/)) {
    const [, month, day, clock, abbreviation, label, body] = paragraph.exec(part) ?? []
    if (!month || !day || !clock || !abbreviation || !label || anchor === null) continue
    const shown: ShownTime = { month, day: Number(day), time: clock }
    const zone = zoneOf(timeZone, abbreviation.trim()) ?? 'Etc/UTC'
    const newer = updates.at(-1)?.displayAt
    const at = newer === undefined ? instantNear(anchor, shown, zone) : instantBefore(newer, shown, zone)
    if (at === null) continue
    const displayAt = newer === undefined && isSameMinute(at, anchor) ? anchor : at
    updates.push({ ...noUpdate, body: (body ?? '').trimEnd(), displayAt, label: label.trim() })
  }
  return updates.map(({ label, ...update }, index) => ({ ...update, status: statusOfLabel(updates, index) }))
}

const noUpdate = { sourceId: null, status: null, createdAt: null, updatedAt: null, changes: [] }

function statusOfLabel(updates: readonly { label: string }[], index: number): string | null {
  const older = updates.slice(index).find((update) => update.label.toLowerCase() !== 'update')
  return older ? older.label.toLowerCase().replaceAll(' ', '_') : null
}

function isSameMinute(one: number, other: number): boolean {
  return Math.floor(one / minuteMs) === Math.floor(other / minuteMs)
}

const planned = new RegExp(
  String.raw`THIS IS A SCHEDULED EVENT ${shownTime}\s*(?:-|&nbsp;-&nbsp;|[A-Z]{2,5} &nbsp;-&nbsp;)\s*(?:(\w{3,9}) <var data-var='date'>\s*(\d{1,2})</var>, )?<var data-var='time'>(\d{2}:\d{2})</var> ([^<]+)`,
)

/** When a future maintenance is planned; the feed's own time of such an entry is its beginning. */
function readPlan(one: Entry, timeZone: string | null): Pick<SnapshotIncident, 'scheduledFor' | 'scheduledUntil'> {
  const [, month, day, from, untilMonth, untilDay, until, abbreviation] = planned.exec(one.content ?? '') ?? []
  if (!month || !day || !from || !until || one.published === null) return { scheduledFor: null, scheduledUntil: null }
  const zone = zoneOf(timeZone, (abbreviation ?? '').trim()) ?? 'Etc/UTC'
  const scheduledFor = instantNear(one.published, { month, day: Number(day), time: from }, zone)
  const end = { month: untilMonth ?? month, day: Number(untilDay ?? day), time: until }
  return { scheduledFor, scheduledUntil: scheduledFor === null ? null : instantNear(scheduledFor, end, zone) }
}

function hrefOf(links: readonly { '@_rel': string | null; '@_href': string | null }[]): string | null {
  const alternate = links.find((one) => one['@_rel'] === 'alternate') ?? links[0]
  return alternate?.['@_href'] ?? null
}

function hostOf(href: string | null): string | null {
  return href !== null && URL.canParse(href) ? new URL(href).host : null
}
