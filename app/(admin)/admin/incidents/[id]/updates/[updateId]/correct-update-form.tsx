'use client'

import { idle, typed } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import { TextArea, TextField, TickBox } from '../../../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../../../parts/forms/form.tsx'
import { useAdminForm } from '../../../../../parts/forms/use-admin-form.ts'
import type { CorrectionPreview } from '../../corrections/correction-preview.ts'
import { CorrectionSteps } from '../../corrections/correction-steps.tsx'
import { ReasonField } from '../../corrections/reason-field.tsx'
import { correctUpdateAction } from './actions.ts'

interface CorrectUpdateFormProps {
  incidentId: string
  updateId: string
  isPublic: boolean
  /** `happenedAt` as its field shows it. */
  before: { body: string; happenedAt: string }
  isHtml: boolean
  seen: string
  /** As the page's clocks write it now, such as "CET". */
  zone: string
  draft: FormDraft
}

const labels = { body: 'Text', happenedAt: 'When it happened', isMinor: 'Only a typo', reason: 'Why' }

export function CorrectUpdateForm({
  incidentId,
  updateId,
  isPublic,
  before,
  isHtml,
  seen,
  zone,
  draft,
}: CorrectUpdateFormProps) {
  const form = useAdminForm(correctUpdateAction, idle<CorrectionPreview>(), { draft })
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name="updateId" value={updateId} />
      <input
        type="hidden"
        name="happenedAt:shown"
        value={typed(form.state.values, 'happenedAt:shown', before.happenedAt)}
      />
      <Seen version={seen} />
      <CorrectionSteps preview={form.state.data} isPublic={isPublic} look="Look at the new words">
        <TextArea
          name="body"
          label="What should it say?"
          hint={isHtml ? 'It was imported as HTML, and stays HTML.' : undefined}
          before={before.body}
          rows={6}
        />
        <TextField
          name="happenedAt"
          label={`When did it happen? (${zone})`}
          hint={
            <>
              This moves neither a component’s times nor the incident’s own:{' '}
              <a href={`/admin/incidents/${incidentId}/corrections`}>they have a table of their own</a>.
            </>
          }
          type="datetime-local"
          before={before.happenedAt}
          autoComplete="off"
        />
        {isPublic && (
          <>
            <TickBox name="isMinor" label="Only a typo in the text: shown as “Edited”, without a reason" />
            <ReasonField example="cards of two banks work" />
          </>
        )}
      </CorrectionSteps>
    </Form>
  )
}
