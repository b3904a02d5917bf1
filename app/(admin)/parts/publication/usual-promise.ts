'use client'

import { useState } from 'react'
import { chosenStatuses, textOf } from '#app/doors/forms/form-fields'
import type { FormState } from '#app/doors/forms/form-state'
import { defaultPromiseMinutes, type PromiseMinutes } from '#domain/incidents/promises'
import { impactOf, incidentProgress, type ComponentStatus, type Impact } from '#domain/status'

/** What the usual promise of an incident's next update follows from, besides what a form says. */
export interface PromiseGround {
  status: string
  /** The statuses at which the incident held components before. */
  sofar: readonly ComponentStatus[]
  /** The impact that was set by hand; null where none was. */
  override: Impact | null
  settings: PromiseMinutes
}

/** The usual promise of what a form says right now, in minutes. Without scripts it stays as it was when the page was made. */
export function useUsualPromise(state: FormState<unknown>, { status, sofar, override, settings }: PromiseGround) {
  const [typedNow, setTypedNow] = useState<{ status: string; chosen: ComponentStatus[] } | null>(null)
  const said = typedNow ?? {
    status: state.values.status?.[0] ?? status,
    chosen: chosenStatuses(toForm(state.values)).map((change) => change.status),
  }
  const progress = incidentProgress.find((known) => known === said.status)
  const impact = override ?? impactOf([...sofar, ...said.chosen])
  const usual = progress ? defaultPromiseMinutes(impact, progress, settings) : null
  function onFields(fields: FormData): void {
    setTypedNow({ status: textOf(fields, 'status'), chosen: chosenStatuses(fields).map((change) => change.status) })
  }
  return { usual, onFields }
}

function toForm(values: Record<string, string[]>): FormData {
  const form = new FormData()
  for (const [name, texts] of Object.entries(values)) for (const text of texts) form.append(name, text)
  return form
}
