'use client'

import type { Draft, FormDraft } from '#domain/forms/drafts'

/** What a browser keeps of a form while the server can't: gone as soon as the server has it. */
export type DraftCopy = Pick<Draft, 'key' | 'values'>

function nameOf({ personId, form }: FormDraft): string {
  return `candor:draft:${personId}:${form}`
}

/** Null where there is none, or none that can be read. */
export function readCopy(draft: FormDraft): DraftCopy | null {
  try {
    const text = localStorage.getItem(nameOf(draft))
    const copy: unknown = text === null ? null : JSON.parse(text)
    return isCopy(copy) ? copy : null
  } catch (error) {
    return unlessUnavailable(error, null)
  }
}

/** Whether the browser kept it; one that keeps nothing (a private window, a full disk) does not stop anybody from typing. */
export function writeCopy(draft: FormDraft, copy: DraftCopy): boolean {
  try {
    localStorage.setItem(nameOf(draft), JSON.stringify(copy))
    return true
  } catch (error) {
    return unlessUnavailable(error, false)
  }
}

/** Deletes the copy; where `key` is given, only if it is that form's, as another tab may keep another. */
export function deleteCopy(draft: FormDraft, key: string): void {
  try {
    if (readCopy(draft)?.key === key) localStorage.removeItem(nameOf(draft))
  } catch (error) {
    unlessUnavailable(error, null)
  }
}

function isCopy(value: unknown): value is DraftCopy {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('values' in value)) return false
  return typeof value.key === 'string' && typeof value.values === 'object' && value.values !== null
}

/** A browser's refusal to store, and text that is no JSON, mean that there is no copy; anything else is a mistake of ours. */
function unlessUnavailable<Result>(error: unknown, result: Result): Result {
  if (error instanceof DOMException || error instanceof SyntaxError) return result
  throw error
}
