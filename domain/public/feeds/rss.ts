import type { Feed } from './feed.ts'
import { escapeQuotedText, xmlDocument } from './xml.ts'

/** A feed as RSS 2.0, byte for byte as Statuspage writes it. */
export function rssDocument({ title, pageUrl, updatedAt, entries }: Feed): string {
  return xmlDocument({
    rss: {
      '@_version': '2.0',
      '@_xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      channel: {
        title: escapeQuotedText(title),
        link: escapeQuotedText(pageUrl),
        description: 'Statuspage',
        pubDate: rfc822(updatedAt),
        item: entries.map((entry) => ({
          title: escapeQuotedText(entry.title),
          description: `\n${escapeQuotedText(entry.content)}      `,
          pubDate: rfc822(entry.publishedAt),
          ...(entry.endsAt === null ? {} : { maintenanceEndDate: rfc822(entry.endsAt) }),
          link: escapeQuotedText(entry.url),
          guid: escapeQuotedText(entry.url),
        })),
      },
    },
  })
}

/** `Mon, 10 Jun 2024 12:00:00 +0000`. */
function rfc822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000')
}
