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
      : type.startsWith('image/svg')
        ? pictureOf(text)
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

/** A badge that says that nothing is known, and an icon that shows it; without styles, which the policy of the copy doesn't name. */
function pictureOf(svg: string): string {
  if (svg.includes('<text ')) {
    const label = 'Status can’t be confirmed'
    const font = 'font-family="ui-sans-serif,system-ui,sans-serif" font-size="13" font-weight="500"'
    return `<svg xmlns="http://www.w3.org/2000/svg" width="204" height="28" viewBox="0 0 204 28" role="img" aria-label="${label}"><title>${label}</title><rect x=".5" y=".5" width="203" height="27" rx="8" fill="#eff0f3" stroke="#dfe2e8"/><path d="M12 14h12" stroke="#646b78" stroke-width="2" stroke-linecap="round"/><text x="31" y="18.5" textLength="162" lengthAdjust="spacingAndGlyphs" ${font} fill="#14171f">${label}</text></svg>`
  }
  // A logo is no status.
  if (!svg.includes('viewBox="0 0 20 20"')) return svg
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect x="1.5" y="1.5" width="17" height="17" rx="5" fill="#646b78"/><path d="M6 10h8" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>'
}
