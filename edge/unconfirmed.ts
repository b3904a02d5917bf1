import { copyOf, type Answer, type Copy } from './copy.ts'

const words = 'We can’t confirm the current status'

/** Lines up with the headline's own markup; its classes stand in public.css. */
const headline = /<section data-headline[\s\S]*?<\/section>/
const mainStart = /<main\b[^>]*>/
const title = /(<title>)([^<]*?)( · [^<·]*)?(<\/title>)/

/**
 * A copy with the words that it can't be confirmed and when it last was: what was green must not
 * stay green only because nothing newer can be read. Made once for each copy.
 */
export function unconfirmed(copy: Copy): Copy {
  copy.unconfirmed ??= copyOf(unconfirmedAnswer(copy.answer, copy.confirmedAt), copy.version, copy.renderedAt)
  return copy.unconfirmed
}

function unconfirmedAnswer(answer: Answer, confirmedAt: number): Answer {
  const type = answer.headers['Content-Type'] ?? ''
  const text = answer.body.toString('utf8')
  const at = new Date(confirmedAt).toISOString()
  const changed = type.startsWith('text/html')
    ? pageOf(text, at)
    : type.includes('json')
      ? jsonOf(text, at)
      : type.includes('xml')
        ? feedOf(text, at)
        : text
  return {
    ...answer,
    body: Buffer.from(changed),
    headers: { ...answer.headers, 'Cache-Control': 'no-cache', 'Candor-Unconfirmed': at },
  }
}

/** `24 Nov 2026, 14:05 UTC`: the edge knows no page's zone, and a time that may be old needs its date. */
export function stamp(at: string): string {
  const day = new Date(at)
  const month = day.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })
  return `${day.getUTCDate()} ${month} ${day.getUTCFullYear()}, ${at.slice(11, 16)} UTC`
}

function pageOf(html: string, at: string): string {
  const time = `<time datetime="${at}">${stamp(at)}</time>`
  const text = `What follows was last confirmed ${time}. It may have changed since. This page tries again by itself; load it again in a moment.`
  const titled = html.replace(
    title,
    (_, open: string, _told: string, name = '', close: string) => `${open}${words}${name}${close}`,
  )
  if (headline.test(titled)) {
    return titled.replace(
      headline,
      () => `<section class="unconfirmed" role="status"><h1>${words}</h1><p>${text}</p></section>`,
    )
  }
  return titled.replace(
    mainStart,
    (start) => `${start}<p class="unconfirmed" role="status"><strong>${words}.</strong> ${text}</p>`,
  )
}

/** Statuspage's documents have room for words in `status.description` alone; Candor's own say it in their own keys. */
function jsonOf(json: string, at: string): string {
  const document: unknown = JSON.parse(json)
  if (typeof document !== 'object' || document === null) return json
  const told = `${words}. Last confirmed ${at}.`
  if (
    'status' in document &&
    typeof document.status === 'object' &&
    document.status !== null &&
    'description' in document.status
  ) {
    return JSON.stringify({ ...document, status: { ...document.status, description: told } })
  }
  if ('confirmed_at' in document) return JSON.stringify({ ...document, confirmed_at: at, unconfirmed: told })
  if ('version' in document && 'home_page_url' in document) return JSON.stringify({ ...document, description: told })
  return json
}

function feedOf(xml: string, at: string): string {
  const told = `${words}. Last confirmed ${at}.`
  if (xml.includes('<rss'))
    return xml.replace(/<description>[^<]*<\/description>/, () => `<description>${told}</description>`)
  if (xml.includes('<feed')) return xml.replace(/<\/title>/, (end) => `${end}\n  <subtitle>${told}</subtitle>`)
  return xml
}
