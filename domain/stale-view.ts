import { DomainError } from './errors.ts'

/** What was done to a thing after somebody last saw it. */
export interface NewerChange {
  /** Null where it was no person of the team. */
  by: string | null
  /** Whether whoever writes did it, in another tab. */
  isOwn: boolean
  at: number
  /** As a verb behind a name, such as "posted an update". */
  did: string
  /** What it says now, as people wrote it. */
  parts: { label: string; text: string }[]
}

/**
 * Said where somebody writes about what they have not seen: nothing is overwritten, and both versions
 * can be shown. `seen` is what the next try says to have seen.
 */
export class StaleViewError extends DomainError {
  readonly changes: readonly NewerChange[]
  readonly seen: string

  constructor(changes: readonly NewerChange[], seen: string) {
    super('conflict', staleWords(changes))
    this.changes = changes
    this.seen = seen
  }
}

/** "Dana posted an update while you were writing." */
export function staleWords(changes: readonly NewerChange[]): string {
  const did = [...new Set(changes.map((change) => change.did))].join(' and ') || 'changed this'
  const isOwn = changes.length > 0 && changes.every((change) => change.isOwn)
  if (isOwn) return `You ${did} in another tab while you were writing.`
  const names = [...new Set(changes.map((change) => (change.isOwn ? 'you' : (change.by ?? 'Candor'))))]
  return `${namesInWords(names)} ${did} while you were writing.`
}

function namesInWords(names: readonly string[]): string {
  if (names.length === 0) return 'Somebody'
  const last = names[names.length - 1] ?? ''
  const text = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
