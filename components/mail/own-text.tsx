import type { FilledText } from '#domain/messages/templates'

interface OwnTextProps {
  words: FilledText | null
  /** Above the facts of news or below them; nothing special within a letter. */
  place?: 'opening' | 'closing'
}

/** What an owner adds to a message in the page's own words; they come sanitised. */
export function OwnText({ words, place }: OwnTextProps) {
  if (!words) return null
  return <div className={place ? `text ${place}` : 'text'} dangerouslySetInnerHTML={{ __html: words.html }} />
}
