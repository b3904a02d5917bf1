'use client'

import { TextField } from '../../../../parts/forms/fields.tsx'

export const actionItemLabels = { title: 'Promise', ownerRole: 'Who', dueOn: 'Day' }

interface ActionItemFieldsProps {
  before?: { title: string; ownerRole: string; dueOn: string }
  takesFocus?: boolean
}

/** What is promised, who sees to it and by when. */
export function ActionItemFields({ before, takesFocus = false }: ActionItemFieldsProps) {
  return (
    <>
      <TextField
        name="title"
        label="What do you promise?"
        hint="One thing that can be done and seen: “Warn 30 days before a certificate ends”."
        autoComplete="off"
        autoFocus={takesFocus}
        {...(before ? { before: before.title } : {})}
      />
      <div className="grid gap-x-6 sm:grid-cols-2">
        <TextField
          name="ownerRole"
          label="Who sees to it?"
          hint="A team or a role, no name: “Platform”."
          autoComplete="off"
          {...(before ? { before: before.ownerRole } : {})}
        />
        <TextField
          name="dueOn"
          label="By when?"
          hint="It is late the day after."
          type="date"
          autoComplete="off"
          {...(before ? { before: before.dueOn } : {})}
        />
      </div>
    </>
  )
}
