'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { useActionState, useState, useTransition, type SubmitEvent } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { idle, typedValues, type FormState } from '#app/doors/form-state'
import { useFormKey } from './form-key.ts'

export interface AdminForm<Data> {
  state: FormState<Data>
  isPending: boolean
  /** The key under which it is done once. */
  formKey: string
  action: (form: FormData) => void
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
}

/**
 * A form of the admin area over its server action. Without scripts the browser sends it and Next
 * renders the page with the action's state. With them it is sent here, so that the fields stay as
 * they are, also where the server can't be reached or was updated meanwhile. What was sent keeps its
 * key until it is known to be done, so that it can be sent again without doing it twice.
 */
export function useAdminForm<Data>(action: FormAction<Data>, initial: FormState<Data>): AdminForm<Data> {
  const [withoutScripts, formAction] = useActionState(action, initial)
  const [latest, setLatest] = useState<FormState<Data> | null>(null)
  const [isPending, startTransition] = useTransition()
  const state = latest ?? withoutScripts
  const { key: formKey, renew } = useFormKey()

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (isPending) return
    const form = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(async () => {
      try {
        const next = await action(state, form)
        if (next.goTo !== null) return await leaveFor(next.goTo)
        if (next.isSpent) renew()
        setLatest(next)
      } catch (error) {
        unstable_rethrow(error)
        setLatest({ ...idle(typedValues(form)), status: 'error', message: failureWords(error) })
      }
    })
  }

  return { state, isPending, formKey, action: formAction, onSubmit }
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

function failureWords(error: unknown): string {
  if (unstable_isUnrecognizedActionError(error)) {
    return 'Nothing was saved: Candor was updated after this page was opened. Copy what you typed, load the page again, and send it from there.'
  }
  return 'It is not known whether this was saved: the server could not be reached. What you typed is still here. Press the button again in a moment: what arrived already is not done twice.'
}
