'use client'

import { idle } from '#app/doors/forms/form-state'
import type { MessagePreview } from '#db/connection'
import type { MessageKind, TemplatePart } from '#domain/messages/message-kinds'
import { TextArea, TextField } from '../../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { TwoSteps } from '../../../../parts/forms/two-steps.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { changeWordsAction, resetWordsAction } from '../actions.ts'
import { PreviewOfMessage } from './preview-of-message.tsx'

interface WordsFormProps {
  kind: MessageKind
  parts: readonly TemplatePart[]
  seen: number
  before: Record<TemplatePart, string>
}

/** The words of a kind of message, which are looked at in one before they are saved. */
export function WordsForm({ kind, parts, seen, before }: WordsFormProps) {
  const form = useAdminForm(changeWordsAction, idle<MessagePreview>())
  const labels = { subject: kind === 'chat' ? 'Headline' : 'Subject', opening: 'Opening', closing: 'Closing' }
  const { data: preview } = form.state
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="kind" value={kind} />
      <Seen version={String(seen)} />
      <TwoSteps
        looked={preview && <PreviewOfMessage preview={preview} />}
        look="Look, then save"
        note="Nothing changes before the next step."
        title="So it would read"
        act="Save these words"
      >
        <TextField
          name="subject"
          label={labels.subject}
          hint="One line. Empty is Candor’s own."
          before={before.subject}
          autoComplete="off"
        />
        {parts.includes('opening') && (
          <TextArea
            name="opening"
            label={labels.opening}
            hint="Above the facts, in Markdown. Empty is none."
            before={before.opening}
            rows={3}
          />
        )}
        {parts.includes('closing') && (
          <TextArea
            name="closing"
            label={labels.closing}
            hint="Below the facts, in Markdown: who you are, where to ask. Empty is none."
            before={before.closing}
            rows={3}
          />
        )}
      </TwoSteps>
    </Form>
  )
}

/** Gives Candor's own words back, with one button. */
export function ResetForm({ kind, seen }: { kind: MessageKind; seen: number }) {
  const form = useAdminForm(resetWordsAction, idle())
  return (
    <Form form={form} className="mt-6">
      <input type="hidden" name="kind" value={kind} />
      <Seen version={String(seen)} isFollowed />
      <SubmitButton look="plain">Back to Candor’s words</SubmitButton>
      <p className="mt-2 text-note text-muted">The page’s own go, from the next message of this kind on.</p>
    </Form>
  )
}
