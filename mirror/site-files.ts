import { posix } from 'node:path'

/** Pages that a static site holds, each in a folder of its own so that its address needs no ending. */
const pages = [
  /^\/(?:history|uptime|reports|actions|api|embed)?$/,
  /^\/components\/[^/]+$/,
  /^\/uptime\/(?:groups\/)?[^/]+\/last-90-days$/,
  /^\/incidents\/[^/]+(?:\/reports\/\d+)?$/,
]
const paged = /^\/(history|reports|actions)\?page=(\d+)$/
const reportFile = /^\/incidents\/[^/]+\/report\.md$/
const component = /^\/components\/[^/]+$/
const incident = /^\/incidents\/[^/.]+$/
const companion =
  /^\/(?:components\/[^/]+\/(?:history\.atom|history\.rss|feed\.json|maintenance\.ics|badge\.svg)|incidents\/[^/]+\/(?:history\.atom|history\.rss|feed\.json)|(?:api\/candor\/)?incidents\/[^/]+\.json)$/

/** What every pass writes anew, because programs read it. Whatever is not there is left out. */
export const documents = [
  ...['summary', 'status', 'components', 'incidents', 'incidents/unresolved', 'scheduled-maintenances']
    .concat(['scheduled-maintenances/upcoming', 'scheduled-maintenances/active'])
    .map((name) => `/api/v2/${name}.json`),
  '/api/candor/summary.json',
  '/api/candor/now.json',
  '/api/candor/uptime.json',
  '/api/candor/actions.json',
  '/openapi.json',
  '/history.atom',
  '/history.rss',
  '/feed.json',
  '/history.json',
  '/maintenance.ics',
  '/badge.svg',
]

/** What pages need beside themselves. */
export const assets = ['/live.js', '/embed.js', '/favicon.svg']

const feeds = ['history.atom', 'history.rss', 'feed.json']

/** What programs read of the same thing as a page; it changes when the page does. */
export function companionsOf(key: string): string[] {
  if (incident.test(key)) return [`${key}.json`, `/api/candor${key}.json`, ...feeds.map((name) => `${key}/${name}`)]
  return component.test(key) ? [...feeds, 'maintenance.ics', 'badge.svg'].map((name) => `${key}/${name}`) : []
}

/** Which file of a static site holds what stands at an address; null for what only a server can answer. */
export function fileOf(key: string): string | null {
  const path = readable(key)
  if (path === null) return null
  const [, list, number] = paged.exec(path) ?? []
  if (list !== undefined) return `${list}/page-${number}/index.html`
  if (path === '/') return 'index.html'
  if (companion.test(path)) return path.slice(1)
  if (pages.some((pattern) => pattern.test(path))) return `${path.slice(1)}/index.html`
  if (reportFile.test(path) || documents.includes(path) || assets.includes(path)) return path.slice(1)
  return null
}

/** A path as a host reads it, unless it could lead out of the site's folder. */
function readable(key: string): string | null {
  try {
    const path = decodeURIComponent(key)
    return /[\p{Cc}\\]/u.test(path) || path.split('/').some((part) => part === '.' || part === '..') ? null : path
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** How one file of the site names another, wherever the site stands. */
export function hrefTo(file: string, from: string): string {
  return posix.relative(posix.dirname(from), file).split('/').map(encodeURIComponent).join('/')
}

/** Pages and files that no sitemap lists and that other pages lead to. */
export function isFollowed(key: string): boolean {
  return paged.test(key) || reportFile.test(key) || /^\/incidents\/[^/]+\/reports\/\d+$|^\/uptime\/.+/.test(key)
}
