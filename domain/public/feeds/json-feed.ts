import type { Feed } from './feed.ts'

/** A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function jsonFeedDocument({ title, author, pageUrl, times, entries }: Feed) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: pageUrl,
    feed_url: `${pageUrl}/feed.json`,
    language: 'en',
    authors: [{ name: author, url: new URL(pageUrl).origin }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: entry.content,
      date_published: times.second(entry.publishedAt),
      date_modified: times.second(entry.updatedAt),
      tags: entry.tags,
    })),
  }
}
