import type { Feed } from './feed.ts'
import { escapeQuotedText, escapeText, xmlDocument } from './xml.ts'

/** A feed as Atom (RFC 4287), byte for byte as Statuspage writes it. */
export function atomDocument({ id, title, author, pageUrl, updatedAt, times, entries }: Feed): string {
  return xmlDocument({
    feed: {
      '@_xml:lang': 'en-US',
      '@_xmlns': 'http://www.w3.org/2005/Atom',
      id: escapeText(id),
      link: [alternate(pageUrl), link('self', 'application/atom+xml', `${pageUrl}/history.atom`)],
      title: escapeText(title),
      updated: times.second(updatedAt),
      author: { name: escapeText(author) },
      entry: entries.map((entry) => ({
        id: escapeText(entry.id),
        published: times.second(entry.publishedAt),
        updated: times.second(entry.updatedAt),
        link: alternate(entry.url),
        title: escapeText(entry.title),
        content: { '@_type': 'html', '#text': escapeText(entry.content) },
      })),
    },
  })
}

function alternate(url: string) {
  return link('alternate', 'text/html', url)
}

function link(rel: string, type: string, url: string) {
  return { '@_rel': rel, '@_type': type, '@_href': escapeQuotedText(url) }
}
