'use client'

import { useEffect, useRef } from 'react'
import { idle } from '#app/doors/forms/form-state'
import type { PublicActionItem } from '#domain/public/reports'
import { Disclosure } from '../../../../parts/forms/disclosure.tsx'
import { TextArea } from '../../../../parts/forms/fields.tsx'
import { Form } from '../../../../parts/forms/form.tsx'
import { MoveForm } from '../../../../parts/forms/move-form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import {
  changeActionItemAction,
  dropActionItemAction,
  moveActionItemAction,
  turnActionItemAction,
} from './action-item-actions.ts'
import { actionItemLabels, ActionItemFields } from './action-item-fields.tsx'

interface ActionItemControlsProps {
  incidentId: string
  item: PublicActionItem
  /** The day by which it is due, as a form writes it. */
  dueOn: string
  isPublic: boolean
  isFirst: boolean
  isLast: boolean
}

/** What can be done to a promise. */
export function ActionItemControls({ incidentId, item, dueOn, isPublic, isFirst, isLast }: ActionItemControlsProps) {
  const box = useRef<HTMLDivElement>(null)
  const isOver = item.state === 'done' || item.state === 'dropped'
  const before = useRef(isOver)
  useEffect(() => {
    // A form that did its work is gone, and the focus with it.
    if (before.current !== isOver && document.activeElement === document.body) box.current?.focus()
    before.current = isOver
  }, [isOver])
  return (
    <div ref={box} id={`item-${item.id}`} tabIndex={-1} className="mt-1 sm:basis-full">
      <div className="flex flex-wrap items-center gap-2">
        <TurnForm incidentId={incidentId} item={item} isOver={isOver} isPublic={isPublic} />
        <MoveForm action={moveActionItemAction} id={item.id} name={item.title} isFirst={isFirst} isLast={isLast} />
      </div>
      {!isOver && <ChangeForms incidentId={incidentId} item={item} dueOn={dueOn} isPublic={isPublic} />}
    </div>
  )
}

type ItemProps = Pick<ActionItemControlsProps, 'incidentId' | 'item' | 'isPublic'>

function TurnForm({ incidentId, item, isOver, isPublic }: ItemProps & { isOver: boolean }) {
  const form = useAdminForm(turnActionItemAction, idle())
  const words = isOver ? 'Open it again' : 'It is done'
  return (
    <Form form={form} className="flex flex-wrap gap-2">
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name="subjectId" value={item.id} />
      <SubmitButton intent={isOver ? 'reopen' : 'finish'} look="plain" label={`${words}: ${item.title}`}>
        {words}
      </SubmitButton>
      {!isPublic && (
        <SubmitButton intent="remove" look="plain" label={`Take it back: ${item.title}`}>
          Take it back
        </SubmitButton>
      )}
    </Form>
  )
}

function ChangeForms({ incidentId, item, dueOn, isPublic }: ItemProps & { dueOn: string }) {
  const change = useAdminForm(changeActionItemAction, idle())
  const drop = useAdminForm(dropActionItemAction, idle())
  const isOpen = [change, drop].some(({ state }) => state.status !== 'idle')
  return (
    <Disclosure summary={isPublic ? 'Change or drop it' : 'Change it'} isOpen={isOpen}>
      <Form form={change} labels={actionItemLabels} className="pb-4">
        <input type="hidden" name="subjectId" value={item.id} />
        <ActionItemFields before={{ title: item.title, ownerRole: item.ownerRole, dueOn }} />
        <p className="mt-4">
          <SubmitButton look="plain">Save the action item</SubmitButton>
        </p>
      </Form>
      {isPublic && (
        <Form form={drop} labels={{ reason: 'Reason' }} className="border-t border-line pb-4">
          <input type="hidden" name="incidentId" value={incidentId} />
          <input type="hidden" name="subjectId" value={item.id} />
          <TextArea
            name="reason"
            label="Why is it dropped?"
            hint="It stays on the page, struck through, and customers read the reason."
            rows={2}
          />
          <p className="mt-4">
            <SubmitButton look="danger">Drop the action item</SubmitButton>
          </p>
        </Form>
      )}
    </Disclosure>
  )
}
