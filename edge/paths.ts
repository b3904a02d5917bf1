/**
 * Which public questions there are. Equal questions have one key, so that a copy answers all of them:
 * query parameters that a path doesn't know are dropped, and those that it knows must look right.
 */

const longestPath = 1_024
/** Answered like any address that nobody has: by the page that says so. */
const unreadable = '/unreadable-address'

const number = /^[1-9]\d{0,5}$/
const version = /^\d{1,16}$/
/** One line of text that somebody may have typed; the page says what is wrong with it. */
const line = /^[^\p{Cc}]{1,400}$/u

/** The key under which a form waits that was not taken as it was. */
const returned = /^[\w-]{1,64}$/

type Parameters = Record<string, RegExp>

/** Every public or personal address that reads its query. All others have none, and so one copy each. */
const ofPath: [path: RegExp, parameters: Parameters][] = [
  [/^\/history$/, { page: number, component: line, q: line, impact: line, from: line, to: line }],
  [/^\/history\.json$/, { page: number }],
  [/^\/reports$/, { page: number }],
  [/^\/actions$/, { page: number, state: line }],
  [/^\/uptime$/, { of: line, component: line, group: line, month: line }],
  [/^\/api\/candor\/uptime\.(?:json|csv)$/, { component: line, group: line, period: line }],
  [/^\/api\/candor\/actions\.json$/, { page: number, state: line }],
  [/^\/logo$/, { v: version }],
  [/^\/subscribe(?:\/(?:push|webhook))?$/, { component: line, incident: line }],
  [/^\/subscriptions\/(?:confirm|manage|leave)\/[^/]+$/, { returned, done: line }],
  [/^\/at(?:\.json)?$/, { time: line, until: line, component: line, zone: line }],
]

/** The key of a public question: its path as it is best written, and what of its query the path knows, in order. */
export function keyOf(url: string): string {
  const at = url.indexOf('?')
  const path = readablePath(at < 0 ? url : url.slice(0, at))
  if (at < 0 || path === unreadable) return path
  const known = ofPath.find(([pattern]) => pattern.test(path))?.[1]
  if (!known) return path
  const given = new URLSearchParams(url.slice(at + 1))
  const kept = Object.entries(known)
    .map(([name, pattern]) => [name, onlyValue(given, name), pattern] as const)
    .filter(([, value, pattern]) => pattern.test(value))
    .map(([name, value]) => [name, value] as [string, string])
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`
}

/** A name that stands twice counts for nothing, as it does for the pages. */
function onlyValue(given: URLSearchParams, name: string): string {
  const values = given.getAll(name)
  return values.length === 1 ? (values[0] as string).trim() : ''
}

function readablePath(path: string): string {
  if (!path.startsWith('/') || path.length > longestPath) return unreadable
  const decoded = decodedPath(path)
  // What reads differently on another decoding, or is no text, is nobody's address.
  if (decoded === null || /[\p{Cc}\\%]/u.test(decoded) || decoded.includes('//')) return unreadable
  return encodeURI(decoded).replace(/[?#]/g, encodeURIComponent)
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/**
 * Who answers an address: memory, the admin area, or the app as it is asked (its files and intakes).
 * What is personal is read like a public page but never kept, and written to as the app is asked.
 */
export type Kind = 'public' | 'personal' | 'admin' | 'passed'

const passed = /^\/(?:_next|intake|v1)(?:\/|$)/
const personal = /^\/subscriptions(?:\/|$)/

export function kindOf(url: string): Kind {
  const path = decodedPath(url.split('?', 1)[0] ?? '')
  // The app would fail on what can't be decoded; here it is nobody's address like any other.
  if (path === null) return 'public'
  if (/^\/admin(?:[/?]|$)/.test(url)) return 'admin'
  // However it is written: taken for public, somebody's own page would be kept.
  if (personal.test(path)) return 'personal'
  return passed.test(url) || /^\/health(?:Check)?(?:[/?]|$)/.test(url) ? 'passed' : 'public'
}
