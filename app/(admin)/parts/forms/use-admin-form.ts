'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { useActionState, useState, useTransition, type SubmitEvent } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { typedValues, type FormState } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import { useFormKey } from './form-key.ts'
import { useDraft, type Kept } from './use-draft.ts'

export interface AdminForm<Data> {
  state: FormState<Data>
  isPending: boolean
  /** The key under which it is done once. */
  formKey: string
  /** Changes where the fields begin anew. */
  generation: number
  draft: DraftOfForm | null
  action: (form: FormData) => void
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
}

/** What a form that keeps what is typed into it knows of that. */
export interface DraftOfForm {
  form: string
  /** What the fields began with, where that was typed before; at null it is not known when. */
  restored: { key: string; at: number | null } | null
  kept: Kept
  onShown: (form: HTMLFormElement) => void
  onInput: (form: HTMLFormElement) => void
  onDiscarded: () => void
}

interface AdminFormOptions {
  /** What `readDraft` gave the page: then what is typed is kept on the server, and shown again. */
  draft?: FormDraft
}

/**
 * A form of the admin area over its server action. Without scripts the browser sends it and Next
 * renders the page with the action's state. With them it is sent here, so that the fields stay as
 * they are, also where the server can't be reached or was updated meanwhile. What was sent keeps its
 * key until it is known to be done, so that it can be sent again without doing it twice.
 */
export function useAdminForm<Data>(
  action: FormAction<Data>,
  initial: FormState<Data>,
  { draft }: AdminFormOptions = {},
): AdminForm<Data> {
  const saved = draft?.saved ?? null
  const first = saved ? { ...initial, ...restoredState(saved.values) } : initial
  const [withoutScripts, formAction] = useActionState(action, first)
  const [latest, setLatest] = useState<FormState<Data> | null>(null)
  const [generation, setGeneration] = useState(0)
  const [restored, setRestored] = useState<DraftOfForm['restored']>(saved && { key: saved.key, at: saved.savedAt })
  const [isPending, startTransition] = useTransition()
  const { key: formKey, setKey, renew } = useFormKey(saved?.key)
  const keeper = useDraft(draft ?? null, formKey, ({ key, values }, at) => {
    setKey(key)
    beginAnew({ ...initial, ...restoredState(values) }, { key, at })
  })
  const state = latest ?? withoutScripts

  function beginAnew(next: FormState<Data>, from: DraftOfForm['restored']): void {
    setLatest(next)
    setRestored(from)
    setGeneration((before) => before + 1)
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (isPending) return
    const sent = event.currentTarget
    const form = new FormData(sent, event.nativeEvent.submitter)
    keeper?.onSend(sent)
    startTransition(async () => {
      try {
        const next = await action(state, form)
        if (next.isSpent) keeper?.onDone()
        else keeper?.onRefused()
        if (next.goTo !== null) return await leaveFor(next.goTo)
        if (next.isSpent) renew()
        setLatest(next)
      } catch (error) {
        unstable_rethrow(error)
        keeper?.onRefused()
        // A look stays a look, so that its last button can be pressed again.
        setLatest({ ...state, values: typedValues(form), errors: {}, status: 'error', message: failureWords(error) })
      }
    })
  }

  function onDiscarded(): void {
    keeper?.onDone()
    renew()
    beginAnew(initial, null)
  }

  return {
    state,
    isPending,
    formKey,
    generation,
    draft: draft && keeper ? { ...keeper, form: draft.form, restored, onDiscarded } : null,
    action: formAction,
    onSubmit,
  }
}

function restoredState(values: Record<string, string[]>) {
  return { status: 'restored' as const, values }
}

/** Goes on to another page. The form stays busy until then, so that nothing is sent twice. */
async function leaveFor(path: string): Promise<void> {
  const target = new URL(path, location.href)
  const isSamePage = target.pathname === location.pathname && target.search === location.search
  location.assign(target)
  // An anchor on the same page alone would load nothing.
  if (isSamePage) location.reload()
  await new Promise((resolve) => addEventListener('pageshow', resolve, { once: true }))
}

/** What to say where it is not known whether what was sent arrived. */
export function failureWords(error: unknown): string {
  if (unstable_isUnrecognizedActionError(error)) {
    return 'Nothing was saved: Candor was updated after this page was opened. Copy what you typed, load the page again, and send it from there.'
  }
  return 'It is not known whether this was saved: the server could not be reached. What you typed is still here. Press the button again in a moment: what arrived already is not done twice.'
}
