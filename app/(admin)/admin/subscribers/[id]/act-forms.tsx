'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { idle } from '#app/doors/forms/form-state'
import type { ButtonLook } from '../../../parts/forms/button.tsx'
import { Disclosure } from '../../../parts/forms/disclosure.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import {
  askAgainAction,
  liftQuarantineAction,
  removeSubscriberAction,
  renewLinksAction,
  testSubscriberAction,
} from './actions.ts'

export function RemoveForm({ id }: { id: string }) {
  return (
    <ActForm action={removeSubscriberAction} id={id} summary="Remove…" button="Remove the subscriber" look="danger">
      They hear nothing any more, and what waits for them is not sent. The address, what they chose and their consent
      are erased for good; that there was one, and when mails went to it, stays as a count. This can’t be taken back.
    </ActForm>
  )
}

export function LiftForm({ id }: { id: string }) {
  return (
    <ActForm action={liftQuarantineAction} id={id} summary="Send to it again…" button="Send to it again" look="plain">
      They hear of the next news. What was held back is not sent any more. If the address refuses again, it is held back
      again.
    </ActForm>
  )
}

export function RenewLinksForm({ id }: { id: string }) {
  return (
    <ActForm action={renewLinksAction} id={id} summary="Make new links…" button="Make new links" look="plain">
      For whoever passed a mail on, and with it the link to change the subscription. The links in all earlier mails end
      at once; the next mail carries new ones.
    </ActForm>
  )
}

export function TestForm({ id }: { id: string }) {
  return (
    <ActForm action={testSubscriberAction} id={id} summary="Test it…" button="Send a test message" look="plain">
      A message goes there that says that it is a test; it is tried once, and its answer stands above. At most five an
      hour.
    </ActForm>
  )
}

export function AskAgainForm({ id }: { id: string }) {
  return (
    <ActForm action={askAgainAction} id={id} summary="Ask again…" button="Ask again by letter" look="plain">
      They are written the letter again in which they confirm; at most three times a day.
    </ActForm>
  )
}

interface ActFormProps {
  action: FormAction
  id: string
  summary: string
  button: string
  look: ButtonLook
  /** What it does. */
  children: ReactNode
}

function ActForm({ action, id, summary, button, look, children }: ActFormProps) {
  const form = useAdminForm(action, idle())
  return (
    <Disclosure summary={summary} isOpen={form.state.status !== 'idle'}>
      <Form form={form}>
        <input type="hidden" name="subjectId" value={id} />
        <p>{children}</p>
        <p className="mt-3">
          <SubmitButton look={look}>{button}</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}
