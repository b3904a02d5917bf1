/** What stands behind the question mark of an address. */
export type Query = Record<string, string | string[] | undefined>

/** One text as it stands in an address, without space around it; empty where it is missing or stands twice. */
export function textOf(query: Query, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** A page's number as it may stand in an address; whatever is no number is the first page. */
export function pageNumber(value: string | string[] | undefined): number {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 1
}
