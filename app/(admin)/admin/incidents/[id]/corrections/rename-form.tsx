'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField, TickBox } from '../../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../../parts/forms/form.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { renameAction } from './actions.ts'
import type { CorrectionPreview } from './correction-preview.ts'
import { CorrectionSteps } from './correction-steps.tsx'
import { ReasonField } from './reason-field.tsx'

interface RenameFormProps {
  incidentId: string
  title: string
  isPublic: boolean
}

const labels = { title: 'Title', reason: 'Why' }

export function RenameForm({ incidentId, title, isPublic }: RenameFormProps) {
  const form = useAdminForm(renameAction, idle<CorrectionPreview>())
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={title} />
      <CorrectionSteps preview={form.state.data} isPublic={isPublic} look="Look at the new title">
        <TextField
          name="title"
          label="Title"
          hint="Its address stays the same, so that links to it go on working."
          before={title}
          autoComplete="off"
        />
        {isPublic && (
          <>
            <TickBox name="isMinor" label="Only a typo: shown as “Edited”, without a reason" />
            <ReasonField example="payments by invoice work" />
          </>
        )}
      </CorrectionSteps>
    </Form>
  )
}
