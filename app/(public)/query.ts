/** What stands behind the question mark of an address. */
export type Query = Record<string, string | string[] | undefined>

/** A page's number as it may stand in an address; whatever is no number is the first page. */
export function pageNumber(value: string | string[] | undefined): number {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 1
}
