import { hrefTo } from './site-files.ts'

interface Place {
  /** The file that holds the page. */
  file: string
  /** Where the page stands that this is a copy of, without a slash at its end. */
  origin: string
  /** The policy that the server sends with it; a static host sends none. */
  policy: string | null
  /** Which file holds what stands at an address; null for what the site has not. */
  fileOf: (key: string) => string | null
}

const ownAddress = /(\s(?:href|src|action))="(\/[^"]*)"/g

/**
 * A page as it stands on a static site: what the site holds is named from where the page stands, and
 * what only the server can answer by its whole address; its policy stands in its head.
 */
export function staticPage(html: string, place: Place): string {
  const linked = html.replace(ownAddress, (_all, attribute: string, address: string) => {
    return `${attribute}="${addressIn(address, attribute.trim() === 'action', place)}"`
  })
  return place.policy === null
    ? linked
    : linked.replace(/<head\b[^>]*>/, (head) => `${head}${policyMark(place.policy as string)}`)
}

function addressIn(address: string, isForm: boolean, { file, origin, fileOf }: Place): string {
  const [path = '', hash] = address.replaceAll('&amp;', '&').split('#')
  const found = isForm || path.startsWith('//') ? null : fileOf(path)
  if (found === null) return path.startsWith('//') ? address : origin + address
  return hrefTo(found, file) + (hash === undefined ? '' : `#${hash}`)
}

/** What a mark in the head can say; who may frame a page is said by a header alone. */
function policyMark(policy: string): string {
  const said = policy
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part && !/^(?:frame-ancestors|report-|sandbox)/.test(part))
    .join('; ')
  return `<meta http-equiv="Content-Security-Policy" content="${said.replaceAll('"', '&quot;')}">`
}

/** The addresses of its own server that a page leads to, without what stands behind `#`. */
export function ownAddresses(html: string): string[] {
  const found = [...html.matchAll(ownAddress)].map((match) => (match[2] as string).replaceAll('&amp;', '&'))
  return [...new Set(found.map((address) => address.split('#')[0] as string))]
}

/** What stands where a page was that has moved. */
export function movedPage(href: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url=${href}"></head><body><p>This page has moved: <a href="${href}">read it there</a>.</p></body></html>\n`
}
