/** Where a page's documents come from: a folder of saved files, or the page itself. */
export interface Source {
  /** As the operator wrote it. */
  readonly name: string
  /** The host of the page; null for a folder. */
  readonly host: string | null
  /** Whether each incident's own document costs a request, which the page asks to be rare. */
  readonly isRemote: boolean
  /** The text of a document by the name that it has in a folder, such as `incidents/abc.json`; null where there is none. */
  read(file: string): Promise<string | null>
  /** The incidents whose own documents lie there. */
  listIncidents(): Promise<string[]>
}

/** No document that a page serves comes near it. */
export const mostBytes = 32 * 1024 * 1024

/** Whether an incident's id can be part of a file's name and a path. */
export function isPlainId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,80}$/.test(id)
}
