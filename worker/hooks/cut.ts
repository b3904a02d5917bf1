/** A text's beginning, of at most so many UTF-16 units, and no half of a character at its end. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Text as Slack takes it, whose limits count what it is escaped to: it ends before an entity that has no room. */
export function cutForSlack(text: string, most: number): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return escaped.length <= most
    ? escaped
    : `${cut(escaped, most)
        .slice(0, -1)
        .replace(/&[a-z]{0,3}$/, '')}…`
}
