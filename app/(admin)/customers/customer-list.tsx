'use client'

import { useEffect, useRef } from 'react'
import { idle } from '#app/doors/forms/form-state'
import type { CustomerLink } from '#domain/support/customer-links'
import { Form } from '../parts/forms/form.tsx'
import { useAdminForm, type AdminForm } from '../parts/forms/use-admin-form.ts'
import { markCustomerAction } from './actions.ts'
import { CustomerRow } from './customer-row.tsx'
import { customerCountWords } from './customer-words.ts'

interface CustomerListProps {
  incidentId: string
  /** Those to tell first. */
  links: readonly CustomerLink[]
  /** The path of the page on which the list stands. */
  page: string
  /** Whether they may be marked, and whether anything may be said of the incident at all. */
  canMark: boolean
  canTell: boolean
  /** More than this are left to the incident's own page of customers. */
  most?: number
}

/** An incident's customers, those still to tell first. Marking one leads the focus on to the next. */
export function CustomerList({ incidentId, links, page, canMark, canTell, most = Infinity }: CustomerListProps) {
  const form = useAdminForm(markCustomerAction, idle())
  const { box, onSubmit } = useFocusOnNext(links, form)
  const toTell = links.filter((link) => !link.isTold).length
  const shown = links.slice(0, most)
  return (
    <div ref={box}>
      <p role="status" tabIndex={-1} className="mt-3 text-muted outline-offset-4" data-count>
        {customerCountWords(links.length, toTell)}
      </p>
      {links.length > 0 && (
        <Form form={{ ...form, onSubmit }}>
          <input type="hidden" name="incidentId" value={incidentId} />
          <input type="hidden" name="page" value={page} />
          <ul role="list">
            {shown.map((link) => (
              <CustomerRow key={link.id} link={link} canMark={canMark} canTell={canTell} />
            ))}
          </ul>
        </Form>
      )}
      {shown.length < links.length && (
        <p className="mt-2">
          <a href={`/admin/incidents/${incidentId}/customers`} className="inline-flex min-h-11 items-center">
            {`All ${links.length} customers`}
          </a>
        </p>
      )}
    </div>
  )
}

/** After a mark the list changes under the focus: it goes to the next one to tell, or to the count where there is none. */
function useFocusOnNext(links: readonly CustomerLink[], { state, onSubmit: send }: AdminForm<null>) {
  const box = useRef<HTMLDivElement>(null)
  const place = useRef<number | null>(null)
  const buttons = () => [...(box.current?.querySelectorAll<HTMLButtonElement>('button[value^="told:"]') ?? [])]
  useEffect(() => {
    if (place.current === null) return
    const left = buttons()
    const next = left[Math.min(place.current, left.length - 1)]
    place.current = null
    if (next) next.focus()
    else box.current?.querySelector<HTMLElement>('[data-count]')?.focus()
  }, [links])
  useEffect(() => {
    // What was refused changes nothing: the message has the focus.
    if (state.status === 'error') place.current = null
  }, [state])
  const onSubmit: AdminForm<null>['onSubmit'] = (event) => {
    const pressed = event.nativeEvent.submitter
    const at = buttons().findIndex((button) => button === pressed)
    place.current = at >= 0 ? at : null
    send(event)
  }
  return { box, onSubmit }
}
