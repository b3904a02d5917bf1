import type { Metadata } from 'next'
import { config } from '#config'
import { faviconHref } from '#components/pictures/favicon'
import { previewSize } from '#components/pictures/preview-image'
import type { State } from '#domain/status'

interface Described {
  title: string
  description: string
  /** Where the page stands, from the root on. */
  path: string
  /** The state whose colour and shape the icon has; null for that of the whole page, asked for when it is shown. */
  state: State | null
  /** When it reads differently though nothing was written; the edge renders it anew then. */
  changesAt?: number
  /** The path below which the feed of the same things lies; that of everything unless told. */
  feedPath?: string
  /** The path of the picture that stands beside links to it; that of the whole page unless told. */
  picturePath?: string
}

/** The head of a page that is there. */
export function metadataOf({
  title,
  description,
  path,
  state,
  changesAt,
  feedPath = '',
  picturePath = '/og.png',
}: Described): Metadata {
  return {
    title,
    description,
    alternates: {
      canonical: addressOf(path),
      types: {
        'application/atom+xml': addressOf(`${feedPath}/history.atom`),
        'application/rss+xml': addressOf(`${feedPath}/history.rss`),
        'application/feed+json': addressOf(`${feedPath}/feed.json`),
      },
    },
    openGraph: {
      type: 'website',
      title,
      description,
      url: addressOf(path),
      images: [{ url: addressOf(picturePath), ...previewSize, alt: title }],
    },
    twitter: { card: 'summary_large_image' },
    icons: [{ url: state === null ? '/favicon.svg' : faviconHref(state), type: 'image/svg+xml' }],
    ...(changesAt === undefined ? {} : { other: { 'candor:fresh-until': String(changesAt) } }),
  }
}

/** The head of a page that says that nothing is there; the edge turns its mark into the status. */
export function missingMetadata(title: string): Metadata {
  return {
    title,
    robots: { index: false },
    icons: [{ url: '/favicon.svg', type: 'image/svg+xml' }],
    other: { 'candor:status': '404' },
  }
}

/** The public address of a path. */
export function addressOf(path: string): string {
  return config().url + path
}

/** Text on one line and no longer than a search result shows. */
export function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159).trimEnd()}…` : text
}
