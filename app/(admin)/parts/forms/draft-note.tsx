'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { idle, keyField } from '#app/doors/forms/form-state'
import { Time } from '../../../../components/time.tsx'
import { discardDraftAction } from '../../admin/drafts/actions.ts'
import { useFrame } from '../frame.tsx'
import { useAdminForm, type DraftOfForm } from './use-admin-form.ts'
import type { Kept } from './use-draft.ts'

/** Says that a form shows what was typed before, with the way to give that up. A form of its own, so that it works without scripts. */
export function RestoredNote({ draft }: { draft: DraftOfForm }) {
  const { timeZone, now } = useFrame()
  const path = usePathname()
  const form = useAdminForm(discardDraftAction, idle())
  const isDiscarded = form.state.status === 'ok'
  useEffect(() => {
    if (isDiscarded) draft.onDiscarded()
  }, [isDiscarded])
  const { restored } = draft
  if (!restored) return null
  return (
    <form
      action={form.action}
      onSubmit={form.onSubmit}
      aria-busy={form.isPending}
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-control bg-no-data-tint px-4 py-1.5"
    >
      <input type="hidden" name={keyField} value={form.formKey} />
      <input type="hidden" name="discardedForm" value={draft.form} />
      <input type="hidden" name="discardedKey" value={restored.key} />
      <input type="hidden" name="path" value={path} />
      <p role="status">
        {'Restored what you typed '}
        {restored.at === null ? (
          'before'
        ) : (
          <>
            {'at '}
            <Time at={restored.at} now={Math.max(now, restored.at)} timeZone={timeZone} form="short" />
          </>
        )}
        .
      </p>
      <button type="submit" className="min-h-11 cursor-pointer underline underline-offset-[0.18em]">
        Discard it
      </button>
      {form.state.status === 'error' && (
        <p role="alert" className="text-note font-medium text-major">
          {form.state.message}
        </p>
      )}
    </form>
  )
}

/** Where what is being typed is kept; what is not safe on the server is said in plain sight. */
export function KeptNote({ kept }: { kept: Kept }) {
  const { timeZone } = useFrame()
  const isSafe = kept === null || typeof kept === 'object'
  return (
    <>
      <p className="mt-2 text-note text-muted">
        {kept !== null && typeof kept === 'object' && (
          <>
            {'What you typed is kept, as of '}
            <Time at={kept.at} now={kept.at} timeZone={timeZone} form="short" />.
          </>
        )}
      </p>
      <p
        role="status"
        className={isSafe ? 'sr-only' : 'mt-2 rounded-control border-2 border-degraded bg-degraded-tint px-4 py-2.5'}
      >
        {kept === 'browser' &&
          'Candor can’t be reached right now. What you type is kept in this browser, and on the server as soon as it is back.'}
        {kept === 'nowhere' &&
          'Candor can’t be reached right now, and this browser keeps nothing: copy what you typed before you close this page.'}
      </p>
    </>
  )
}
