import { createHash } from 'node:crypto'
import type { Ask, Asked } from './ask.ts'
import { readManifest, writeManifest, type Entry, type Manifest } from './manifest.ts'
import { assets, companionsOf, documents, fileOf, hrefTo, isFollowed } from './site-files.ts'
import { movedPage, ownAddresses, staticPage } from './static-page.ts'
import type { Target } from './target.ts'

const usuallyRefreshed = 50
const incident = /^\/incidents\/[^/]+$/

interface Site {
  ask: Ask
  target: Target
  /** The page's public address. */
  origin: string
  now: number
  /** Everything anew, whatever the target holds. */
  isWhole: boolean
  /** So many incidents that nothing is known to have changed on are written anew in each pass, the oldest first. */
  refreshed?: number
}

/** Said where the page can't vouch for what it answers: an old state must not look like a new one. */
export class UnconfirmedError extends Error {}

/**
 * Writes what changed since the last pass: the lists, components and documents always, an incident
 * when the sitemap says so, and some others in turn. What is public no more is removed; the home page comes last.
 */
export async function writeSite({
  ask,
  target,
  origin,
  now,
  isWhole,
  refreshed = usuallyRefreshed,
}: Site): Promise<{ written: number }> {
  const home = await answerTo('/')
  const frame = await frameOf()
  const before = await readManifest(target)
  const isNew = isWhole || before.frame !== frame
  const entries: Record<string, Entry> = {}
  const logo = await logoOf(home)
  const listed = await readSitemap()

  for (const key of [...assets, ...documents]) await copy(key, null)
  const kept = isNew ? new Set<string>() : keepable(listed, before, refreshed)
  const queue = [...listed.keys()].filter((key) => key !== '/' && !kept.has(key))
  const keptWith = new Set([...kept].flatMap((key) => [key, ...companionsOf(key)]))
  for (const [key, entry] of Object.entries(before.entries)) {
    if (keptWith.has(key) || [...parentsOf(key)].some((parent) => kept.has(parent))) entries[key] = entry
  }
  const seen = new Set([...queue, ...kept])
  queue.push(...followed(home, seen))
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const asked = await copy(key, listed.get(key) ?? null)
    if (asked) queue.push(...followed(asked, seen))
    if (asked) for (const companion of companionsOf(key)) await copy(companion, null)
  }

  for (const [key, { file }] of Object.entries(before.entries)) {
    // What was merged away leads on; what is public no more is gone.
    if (!(key in entries) && key !== '/' && !(await copy(key, null))) await target.remove(file)
  }
  await writeManifest(target, { frame, entries })
  await put('index.html', home)
  return { written: Object.values(entries).filter((entry) => entry.writtenAt === now).length + 1 }

  async function answerTo(key: string): Promise<Asked> {
    const asked = await ask(key)
    if (asked.status >= 500 || (key === '/' && asked.status !== 200)) {
      throw new Error(`${key} was answered with ${asked.status}`)
    }
    if (asked.isUnconfirmed) throw new UnconfirmedError(`${key} can’t be confirmed now`)
    return asked
  }

  /** What every page shares, told by the page for addresses that nobody has, but for its time. */
  async function frameOf(): Promise<string> {
    const { body } = await answerTo('/nobody-has-this-address')
    const lasting = body.toString('utf8').replace(/<time\b.*?<\/time>/g, '')
    return createHash('sha256').update(lasting).digest('base64url')
  }

  async function logoOf({ body }: Asked): Promise<{ key: string; file: string } | null> {
    const key = ownAddresses(body.toString('utf8')).find((address) => address.startsWith('/logo?'))
    if (key === undefined) return null
    const asked = await answerTo(key)
    if (asked.status !== 200) return null
    const ending = /^image\/([a-z]+)/.exec(asked.type)?.[1] ?? 'img'
    const file = `logo.${ending}`
    await target.write(file, asked.body, asked.type)
    entries[key] = { file, changedAt: null, writtenAt: now }
    return { key, file }
  }

  async function readSitemap(): Promise<Map<string, string>> {
    const { body } = await answerTo('/sitemap.xml')
    const urls = body.toString('utf8').matchAll(/<loc>([^<]+)<\/loc><lastmod>([^<]+)<\/lastmod>/g)
    return new Map([...urls].map(([, address = '', changedAt = '']) => [new URL(address).pathname, changedAt]))
  }

  /** Copies what stands at an address; null where nothing to follow stands there. */
  async function copy(key: string, changedAt: string | null): Promise<Asked | null> {
    const file = fileOf(key)
    if (file === null) return null
    const asked = await answerTo(key)
    if (asked.status >= 400) return null
    if (asked.status >= 300) {
      const leadsTo = asked.location === null ? null : fileOf(new URL(asked.location, origin).pathname)
      if (leadsTo === null) return null
      await target.write(file, Buffer.from(movedPage(hrefTo(leadsTo, file))), 'text/html; charset=utf-8')
    } else await put(file, asked)
    entries[key] = { file, changedAt, writtenAt: now }
    return asked
  }

  async function put(file: string, { body, type, policy }: Asked): Promise<void> {
    const isPage = type.startsWith('text/html')
    const fileIn = (address: string) => (address === logo?.key ? logo.file : fileOf(address))
    const place = { file, origin, policy, fileOf: fileIn }
    await target.write(file, isPage ? Buffer.from(staticPage(body.toString('utf8'), place)) : body, type)
  }
}

/** Which incidents the target holds as they are, but for the ones whose turn it is. */
function keepable(listed: ReadonlyMap<string, string>, before: Manifest, refreshed: number): Set<string> {
  const unchanged = [...listed]
    .filter(([key, changedAt]) => incident.test(key) && before.entries[key]?.changedAt === changedAt)
    .map(([key]) => [key, before.entries[key]?.writtenAt ?? 0] as const)
    .sort(([, one], [, other]) => one - other)
  return new Set(unchanged.slice(refreshed).map(([key]) => key))
}

function* parentsOf(key: string): Generator<string> {
  for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) yield key.slice(0, at)
}

/** What a page leads to that the site holds and nothing else names; each is told once. */
function followed({ type, body }: Asked, seen: Set<string>): string[] {
  if (!type.startsWith('text/html')) return []
  const found = ownAddresses(body.toString('utf8')).filter((key) => isFollowed(key) && fileOf(key) !== null)
  const fresh = found.filter((key) => !seen.has(key))
  for (const key of fresh) seen.add(key)
  return fresh
}
