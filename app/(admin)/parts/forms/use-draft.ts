'use client'

import { useEffect, useRef, useState } from 'react'
import { keyField, seenField, typedValues } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import { deleteCopy, readCopy, writeCopy, type DraftCopy } from './draft-copy.ts'

const saveAfterMs = 1_000
const firstRetryMs = 2_000
const longestRetryMs = 30_000

/** Where what is typed is kept: on the server at an instant of its clock, or for now in this browser only. */
export type Kept = { at: number } | 'browser' | 'nowhere' | null

export interface DraftKeeper {
  kept: Kept
  /** Notes what the form says before anything is typed: once it says that again, nothing is kept. */
  onShown: (form: HTMLFormElement) => void
  /** Keeps what the form says a second after the last change. */
  onInput: (form: HTMLFormElement) => void
  /** The form is on its way: nothing more is kept of it until it is known what came of it. */
  onSend: (form: HTMLFormElement) => void
  /** It was done, or given up: nothing of it is kept any more. */
  onDone: () => void
  /** It was not done, or that is not known: it is kept again. */
  onRefused: () => void
}

let lastNumber = 0

interface Typed {
  key: string
  /** Null where the form says again what it said before anything was typed. */
  values: DraftCopy['values'] | null
  /** Tells whether more was typed while it was being kept. */
  number: number
}

/**
 * Keeps what is typed into a form: at once in this browser, a second later on the server, which then
 * has it alone. While the server can't be reached the browser's copy stays, and is sent when it is
 * back. A copy that was left behind, as by a crash, is handed to `onFound`. Passwords are never kept.
 */
export function useDraft(
  draft: FormDraft | null,
  formKey: string,
  onFound: (copy: DraftCopy, savedAt: number | null) => void,
): DraftKeeper | null {
  const [kept, setKept] = useState<Kept>(null)
  const latest = useRef<Typed | null>(null)
  const untouched = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const failures = useRef(0)

  function keep(form: HTMLFormElement): void {
    if (!draft) return
    const values = typedValues(new FormData(form))
    const isUntouched = wordsOf(values) === untouched.current
    latest.current = { key: formKey, values: isUntouched ? null : values, number: ++lastNumber }
    if (isUntouched) deleteCopy(draft, formKey)
    else writeCopy(draft, { key: formKey, values })
  }

  function saveIn(ms: number): void {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), ms)
  }

  async function save(): Promise<void> {
    clearTimeout(timer.current)
    const typed = latest.current
    if (!draft || !typed) return
    const answer = await sendDraft(draft, typed)
    if (latest.current?.number !== typed.number) return
    if (answer === null) {
      failures.current += 1
      setKept(typed.values === null ? null : readCopy(draft)?.key === typed.key ? 'browser' : 'nowhere')
      saveIn(Math.min(firstRetryMs * 2 ** (failures.current - 1), longestRetryMs))
      return
    }
    failures.current = 0
    deleteCopy(draft, typed.key)
    latest.current = null
    setKept(answer.state === 'saved' && typed.values !== null ? { at: answer.savedAt } : null)
  }

  function stop(): void {
    clearTimeout(timer.current)
    latest.current = null
    setKept(null)
  }

  useEffect(() => {
    if (!draft) return
    const saveNow = (): void => {
      if (latest.current) void save()
    }
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') saveNow()
    }
    addEventListener('online', saveNow)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      removeEventListener('online', saveNow)
      document.removeEventListener('visibilitychange', onHide)
      clearTimeout(timer.current)
    }
  }, [])

  useEffect(() => {
    const copy = draft && readCopy(draft)
    if (!draft || !copy) return
    // What was sent before the crash is done already: then there is nothing to restore.
    void sendDraft(draft, copy).then((answer) => {
      if (answer) deleteCopy(draft, copy.key)
      if (answer?.state !== 'sent' && latest.current === null) onFound(copy, answer?.savedAt ?? null)
    })
  }, [])

  if (!draft) return null
  return {
    kept,
    onShown: (form) => {
      untouched.current = wordsOf(typedValues(new FormData(form)))
    },
    onInput: (form) => {
      keep(form)
      saveIn(failures.current > 0 ? firstRetryMs : saveAfterMs)
    },
    onSend: (form) => {
      keep(form)
      clearTimeout(timer.current)
    },
    onDone: () => {
      deleteCopy(draft, formKey)
      stop()
    },
    onRefused: () => saveIn(0),
  }
}

/** What a form says, apart from what changes by itself. */
function wordsOf(values: DraftCopy['values']): string {
  const { [keyField]: _key, [seenField]: _seen, ...words } = values
  return JSON.stringify(words)
}

/** What the server answered; null where it could not be reached or did not keep it. */
async function sendDraft(
  { form }: FormDraft,
  { key, values }: Pick<Typed, 'key' | 'values'>,
): Promise<{ state: 'saved' | 'sent'; savedAt: number } | null> {
  try {
    const response = await fetch('/admin/drafts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ form, key, values }),
      // A page that is being closed still sends it, where it is short enough.
      keepalive: JSON.stringify(values).length < 16_000,
    })
    return response.ok ? ((await response.json()) as { state: 'saved' | 'sent'; savedAt: number }) : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
