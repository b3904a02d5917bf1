import { cleanLine } from '../input.ts'

export interface CustomerText {
  reference: string
  url: string
  name: string
}

const web = /<?(https?:\/\/[^\s<>]+)>?/i
/** Words that belong to the number behind them: “Ticket 48213”. */
const kinds = /^(ticket|case|issue|request|order|customer|account|conversation|chat|call|nr\.?|no\.?|#)$/i
const betweenParts = /^[\s,;|–—).-]+|[\s,;|–—:(-]+$/g

/**
 * Reads what support pastes or types in one line: a reference, its address, a name, in the order in
 * which they come: “ACME-1234 https://desk.example/1234 Harbour Books”. An address alone is called by its own last number.
 */
export function parseCustomerText(text: string): CustomerText {
  const line = cleanLine(text)
  const found = web.exec(line)
  if (!found) return { ...splitWords(line), url: '' }
  const url = (found[1] ?? '').replace(/[.,;)\]]+$/, '')
  const before = trimmed(line.slice(0, found.index))
  const after = trimmed(line.slice(found.index + found[0].length))
  if (before === '') return { reference: referenceOf(url), url, name: after }
  // With a name behind the address, all that stands before it is the reference.
  return after === '' ? { ...splitWords(before), url } : { reference: before, url, name: after }
}

/** “ACME-1234 Harbour Books” is a reference and a name; “Harbour Books” is a reference alone. */
function splitWords(text: string): { reference: string; name: string } {
  const words = text.split(' ')
  const [first = '', second = ''] = words
  const length = kinds.test(first) && /\d/.test(second) ? 2 : /\d/.test(first) ? 1 : words.length
  return { reference: trimmed(words.slice(0, length).join(' ')), name: trimmed(words.slice(length).join(' ')) }
}

/** The last part of an address that has a number in it, or else its last part, or its host. */
function referenceOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname, searchParams, hash } = new URL(url)
  const parts = [...pathname.split('/'), ...searchParams.values(), ...hash.replace('#', '').split('/')]
    .map(decoded)
    .filter(Boolean)
  return (parts.findLast((part) => /\d/.test(part)) ?? parts.at(-1) ?? host).slice(0, 120)
}

function decoded(part: string): string {
  try {
    return cleanLine(decodeURIComponent(part))
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

function trimmed(text: string): string {
  return text.replace(betweenParts, '')
}
