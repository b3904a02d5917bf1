'use client'

import { useEffect } from 'react'
import { idle, seenField } from '#app/doors/forms/form-state'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { recipientWords } from '../../../parts/publication/recipient-words.ts'
import { nothingNewAction } from './actions.ts'
import { useLiveIncident } from './live-incident.tsx'
import { nothingNewWords } from './nothing-new-words.ts'

/** One button. The timeline shows at once what it says, and takes it back where it is refused. */
export function NothingNewForm({ incidentId }: { incidentId: string }) {
  const { desk, seenSince, setPosting, notePosted, refresh } = useLiveIncident()
  const { state, ...form } = useAdminForm(nothingNewAction, idle<string>())
  const { isPending } = form
  const { status, data: postedId, stale } = state
  const seen = state.values[seenField]?.[0]
  useEffect(() => setPosting(isPending ? nothingNewWords : null), [isPending])
  useEffect(() => {
    if (status === 'ok' && postedId !== null && seen !== undefined) notePosted(seen, postedId)
    if (status !== 'idle') refresh()
  }, [status, postedId, stale])
  return (
    <Form form={{ state, ...form }} className="mt-4">
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={seenSince(desk.incident.newestUpdateId)} isFollowed />
      <SubmitButton look="plain">Nothing new, still on it</SubmitButton>
      <p className="mt-2 text-note text-muted">
        Publishes at once: “{nothingNewWords}”{' '}
        {desk.nextHeardBy ? recipientWords(desk.nextHeardBy) : 'Its subscribers are told.'}
      </p>
    </Form>
  )
}
