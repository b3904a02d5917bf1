'use client'

import { useState, type FormEvent } from 'react'
import { chosenStatuses, textOf } from '#app/doors/form-fields'
import type { FormState } from '#app/doors/form-state'
import { defaultPromiseMinutes } from '#domain/incidents/promises'
import { impactOf, incidentProgress, type ComponentStatus } from '#domain/status'

/**
 * The usual promise of what a form says right now, in minutes. `sofar` are the statuses at which the
 * incident held components before. Without scripts it stays as it was when the page was made.
 */
export function useUsualPromise(state: FormState<unknown>, status: string, sofar: readonly ComponentStatus[]) {
  const [typedNow, setTypedNow] = useState<{ status: string; chosen: ComponentStatus[] } | null>(null)
  const said = typedNow ?? {
    status: state.values.status?.[0] ?? status,
    chosen: chosenStatuses(toForm(state.values)).map((change) => change.status),
  }
  const progress = incidentProgress.find((known) => known === said.status)
  const usual = progress ? defaultPromiseMinutes(impactOf([...sofar, ...said.chosen]), progress) : null
  function onChange(event: FormEvent<HTMLFormElement>): void {
    const form = new FormData(event.currentTarget)
    setTypedNow({ status: textOf(form, 'status'), chosen: chosenStatuses(form).map((change) => change.status) })
  }
  return { usual, onChange }
}

function toForm(values: Record<string, string[]>): FormData {
  const form = new FormData()
  for (const [name, texts] of Object.entries(values)) for (const text of texts) form.append(name, text)
  return form
}
