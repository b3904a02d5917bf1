import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timesIn } from '../status-api/times.ts'
import { atomDocument } from './atom.ts'
import type { FeedEntry } from './entries.ts'
import type { Feed } from './feed.ts'
import { jsonFeedDocument } from './json-feed.ts'
import { rssDocument } from './rss.ts'

const at = Date.UTC(2026, 7, 22, 3, 43, 56, 789)
const url = 'https://www.larkstatus.example'

function makeEntry(overrides: Partial<FeedEntry> = {}): FeedEntry {
  return {
    id: 'tag:www.larkstatus.example,2005:Incident/31233568',
    url: `${url}/incidents/bhbcjn4n3jzp`,
    title: 'Larks & "owls" can’t <sing>',
    content:
      "<p> <small>Aug <var data-var='date'>21</var></small><br> <strong>Resolved</strong> - It's \"done\" & over. </p>",
    publishedAt: Date.UTC(2026, 7, 21, 0, 37, 20),
    updatedAt: Date.UTC(2026, 7, 21, 0, 40),
    endsAt: null,
    tags: ['resolved', 'minor'],
    ...overrides,
  }
}

function makeFeed(entries: FeedEntry[], timeZone = 'Etc/UTC'): Feed {
  return {
    id: 'tag:www.larkstatus.example,2005:/history',
    title: 'Lark Status - Incident History',
    author: 'Lark',
    pageUrl: url,
    updatedAt: at,
    times: timesIn(timeZone),
    entries,
  }
}

describe('Atom', () => {
  test('is what Statuspage writes, to the byte', () => {
    expect(atomDocument(makeFeed([makeEntry()]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">
  <id>tag:www.larkstatus.example,2005:/history</id>
  <link rel="alternate" type="text/html" href="https://www.larkstatus.example"/>
  <link rel="self" type="application/atom+xml" href="https://www.larkstatus.example/history.atom"/>
  <title>Lark Status - Incident History</title>
  <updated>2026-08-22T03:43:56Z</updated>
  <author>
    <name>Lark</name>
  </author>
  <entry>
    <id>tag:www.larkstatus.example,2005:Incident/31233568</id>
    <published>2026-08-21T00:37:20Z</published>
    <updated>2026-08-21T00:40:00Z</updated>
    <link rel="alternate" type="text/html" href="https://www.larkstatus.example/incidents/bhbcjn4n3jzp"/>
    <title>Larks &amp; "owls" can’t &lt;sing&gt;</title>
    <content type="html">&lt;p&gt; &lt;small&gt;Aug &lt;var data-var='date'&gt;21&lt;/var&gt;&lt;/small&gt;&lt;br&gt; &lt;strong&gt;Resolved&lt;/strong&gt; - It's "done" &amp; over. &lt;/p&gt;</content>
  </entry>
</feed>
`)
  })

  test('without entries is a feed all the same, and carries the zone’s offset', () => {
    const xml = atomDocument(makeFeed([], 'America/Los_Angeles'))
    expect(xml).toContain('<updated>2026-08-21T20:43:56-07:00</updated>')
    expect(xml).toMatch(/<\/author>\n<\/feed>\n$/)
  })
})

describe('RSS', () => {
  test('is what Statuspage writes, to the byte', () => {
    const maintenance = makeEntry({ title: 'Work', content: '<p>Soon</p>', endsAt: Date.UTC(2026, 7, 23, 5) })
    expect(rssDocument(makeFeed([makeEntry(), maintenance]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Lark Status - Incident History</title>
    <link>https://www.larkstatus.example</link>
    <description>Statuspage</description>
    <pubDate>Sat, 22 Aug 2026 03:43:56 +0000</pubDate>
    <item>
      <title>Larks &amp; &quot;owls&quot; can’t &lt;sing&gt;</title>
      <description>
&lt;p&gt; &lt;small&gt;Aug &lt;var data-var=&apos;date&apos;&gt;21&lt;/var&gt;&lt;/small&gt;&lt;br&gt; &lt;strong&gt;Resolved&lt;/strong&gt; - It&apos;s &quot;done&quot; &amp; over. &lt;/p&gt;      </description>
      <pubDate>Fri, 21 Aug 2026 00:37:20 +0000</pubDate>
      <link>https://www.larkstatus.example/incidents/bhbcjn4n3jzp</link>
      <guid>https://www.larkstatus.example/incidents/bhbcjn4n3jzp</guid>
    </item>
    <item>
      <title>Work</title>
      <description>
&lt;p&gt;Soon&lt;/p&gt;      </description>
      <pubDate>Fri, 21 Aug 2026 00:37:20 +0000</pubDate>
      <maintenanceEndDate>Sun, 23 Aug 2026 05:00:00 +0000</maintenanceEndDate>
      <link>https://www.larkstatus.example/incidents/bhbcjn4n3jzp</link>
      <guid>https://www.larkstatus.example/incidents/bhbcjn4n3jzp</guid>
    </item>
  </channel>
</rss>
`)
  })
})

test('JSON Feed says the same', () => {
  expect(jsonFeedDocument(makeFeed([makeEntry()]))).toEqual({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Lark Status - Incident History',
    home_page_url: url,
    feed_url: `${url}/feed.json`,
    language: 'en',
    authors: [{ name: 'Lark', url }],
    items: [
      {
        id: 'tag:www.larkstatus.example,2005:Incident/31233568',
        url: `${url}/incidents/bhbcjn4n3jzp`,
        title: makeEntry().title,
        content_html: makeEntry().content,
        date_published: '2026-08-21T00:37:20Z',
        date_modified: '2026-08-21T00:40:00Z',
        tags: ['resolved', 'minor'],
      },
    ],
  })
})

test('whatever people write, both are well-formed and give it back', () => {
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    processEntities: { maxTotalExpansions: 1e6 },
  })
  const character = fc.oneof(
    fc.constantFrom(...'&<>"\'\n\r\t ;\u0000\u000b'),
    fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  )
  const text = fc.array(character, { minLength: 1, maxLength: 80 }).map((characters) => characters.join(''))
  // A parser of XML reads every break of a line as a line feed.
  const allowed = (written: string) =>
    written.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/\r\n?/g, '\n')
  fc.assert(
    fc.property(text, text, (title, content) => {
      const feed = makeFeed([makeEntry({ title, content })])
      const atom = parser.parse(atomDocument(feed), true) as {
        feed: { entry: { title: string; content: string } }
      }
      expect(atom.feed.entry.title).toBe(allowed(title))
      expect(atom.feed.entry.content).toBe(allowed(content))
      const rss = parser.parse(rssDocument(feed), true) as {
        rss: { channel: { item: { title: string; description: string } } }
      }
      expect(rss.rss.channel.item.title).toBe(allowed(title))
      expect(rss.rss.channel.item.description.trim()).toBe(allowed(content).trim())
    }),
  )
})
