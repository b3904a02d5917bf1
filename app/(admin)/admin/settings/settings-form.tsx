'use client'

import { useEffect, useRef, type FormEvent, type ReactNode } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { idle } from '#app/doors/form-state'
import { Time } from '../../../../components/time.tsx'
import { Form } from '../../parts/form.tsx'
import { SubmitButton } from '../../parts/submit-button.tsx'
import { useAdminForm } from '../../parts/use-admin-form.ts'
import type { Conflict } from './conflict.ts'

interface SettingsFormProps {
  action: FormAction<Conflict>
  /** When the settings were last changed, as this page shows them. */
  seenAt: number
  labels: Record<string, string>
  /** What the button says. */
  save: string
  onChange?: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}

/** A part of the settings that is saved by itself, and never over what somebody else saved meanwhile. */
export function SettingsForm({ action, seenAt, labels, save, onChange, children }: SettingsFormProps) {
  const form = useAdminForm(action, idle<Conflict>())
  const conflict = form.state.data
  return (
    <Form form={form} labels={labels} className="mt-1" {...(onChange ? { onChange } : {})}>
      <input type="hidden" name="seenAt" value={Math.max(seenAt, conflict?.seenAt ?? 0)} />
      {conflict && <ConflictBox conflict={conflict} />}
      {children}
      <p className="mt-6">
        <SubmitButton>{conflict ? `${save} all the same` : save}</SubmitButton>
      </p>
    </Form>
  )
}

function ConflictBox({ conflict }: { conflict: Conflict }) {
  const { byName, at, now, timeZone, current } = conflict
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [conflict])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      autoFocus
      className="my-5 rounded-control border-2 border-degraded bg-degraded-tint px-4 py-3"
    >
      <p className="font-semibold">
        {`Nothing was saved: ${byName} changed this at `}
        <Time at={at} now={now} timeZone={timeZone} form="short" />, after you opened it.
      </p>
      <dl className="mt-1.5">
        {current.map(({ label, words }) => (
          <div key={label}>
            <dt className="inline text-muted">{`${label} is now: `}</dt>
            <dd className="inline font-medium">{words}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5">
        What you typed is still below. Save it again to replace theirs, or{' '}
        <a href="/admin/settings">load the settings</a> to keep theirs.
      </p>
    </div>
  )
}
