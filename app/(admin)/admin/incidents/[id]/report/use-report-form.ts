'use client'

import { unstable_rethrow } from 'next/navigation'
import { useEffect, useRef, useState, type RefObject, type SubmitEvent } from 'react'
import { idle, keyField, seenField, typed, typedValues, type FormState, type Stale } from '#app/doors/forms/form-state'
import type { PublicReport } from '#domain/public/reports'
import { failureWords, useAdminForm, type AdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { writeReportAction, type ReportAnswer } from './actions.ts'

const pauseMs = 1_000
const retryMs = 5_000

/** What became of what was typed last. */
export type Autosave =
  | { state: 'untouched' | 'waiting' | 'saving' }
  | { state: 'saved'; at: number }
  | { state: 'failed'; message: string }
  | { state: 'stale'; stale: Stale }

export interface ReportFormState {
  form: AdminForm<ReportAnswer>
  autosave: Autosave
  /** What was saved last, as the page would show it; null before the first save. */
  preview: PublicReport | null
  /** The hidden field that says which draft this form has seen. */
  seenInput: RefObject<HTMLInputElement | null>
  /** What it begins with, also without scripts. */
  seen: string
  onInput: () => void
}

/**
 * The form of a report, saved a second after the last key. Whatever is sent by a button waits for a
 * save that is under way, so that nobody is in conflict with themselves.
 */
export function useReportForm(savedAt: number | null): ReportFormState {
  const form = useAdminForm(writeReportAction, idle<ReportAnswer>())
  const [autosave, setAutosave] = useState<Autosave>({ state: 'untouched' })
  // What the fields show was saved then, whatever the page shows anew around them.
  const [firstSeen] = useState(savedAt)
  const [preview, setPreview] = useState<PublicReport | null>(null)
  const seenInput = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<void>>(null)

  async function save(): Promise<void> {
    const element = seenInput.current?.form
    if (!element) return
    setAutosave({ state: 'saving' })
    const sent = new FormData(element)
    sent.set('intent', 'save')
    sent.delete(keyField)
    const answer = await send(sent)
    if (answer.stale) setAutosave({ state: 'stale', stale: answer.stale })
    else if (answer.data?.savedAt) {
      if (seenInput.current) seenInput.current.value = String(answer.data.savedAt)
      setPreview(answer.data.preview)
      setAutosave((now) => (now.state === 'saving' ? { state: 'saved', at: answer.data?.savedAt ?? 0 } : now))
    } else {
      setAutosave({ state: 'failed', message: answer.message ?? Object.values(answer.errors)[0] ?? '' })
      // What was typed wrong is sent again when it is mended, anything else by itself.
      if (Object.keys(answer.errors).length === 0) schedule(retryMs)
    }
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (running.current) return schedule(pauseMs)
      running.current = save().finally(() => (running.current = null))
    }, delayMs)
  }

  function onInput(): void {
    if (autosave.state === 'stale') return
    setAutosave({ state: 'waiting' })
    schedule(pauseMs)
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    const element = event.currentTarget
    const { submitter } = event.nativeEvent
    if (running.current) {
      event.preventDefault()
      void running.current.then(() => element.requestSubmit(submitter))
      return
    }
    // A look saves nothing, so what is waiting goes on waiting.
    if (!isLook(submitter)) {
      clearTimeout(timer.current)
      setAutosave({ state: 'untouched' })
    }
    form.onSubmit(event)
  }

  useEffect(() => () => clearTimeout(timer.current), [])
  useWarning(['waiting', 'saving', 'failed', 'stale'].includes(autosave.state))
  const { state } = form
  const stale = autosave.state === 'stale' ? autosave.stale : state.stale
  const known = stale?.seen ?? state.data?.savedAt ?? typed(state.values, seenField, String(firstSeen ?? ''))
  return {
    form: { ...form, onSubmit },
    autosave,
    preview: preview ?? state.data?.preview ?? null,
    seenInput,
    seen: String(known),
    onInput,
  }
}

function isLook(submitter: HTMLElement | null): boolean {
  return submitter instanceof HTMLButtonElement && ['look', 'change'].includes(submitter.value)
}

async function send(form: FormData): Promise<FormState<ReportAnswer>> {
  try {
    return await writeReportAction(idle(), form)
  } catch (error) {
    unstable_rethrow(error)
    return { ...idle<ReportAnswer>(typedValues(form)), status: 'error', message: failureWords(error) }
  }
}

/** Lets the browser ask before a page is left on which something is not saved yet. */
function useWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isUnsaved])
}
