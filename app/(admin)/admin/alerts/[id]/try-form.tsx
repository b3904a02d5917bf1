'use client'

import { idle } from '#app/doors/forms/form-state'
import type { TrialLine } from '#domain/alerts/rule-trial'
import { statusWords } from '#domain/status'
import { TextArea } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { tryRulesAction } from './actions.ts'

export function TryForm({ sourceId }: { sourceId: string }) {
  const form = useAdminForm(tryRulesAction, idle<TrialLine[]>())
  const lines = form.state.data
  return (
    <Form form={form} labels={{ text: 'Labels or a payload' }}>
      <input type="hidden" name="sourceId" value={sourceId} />
      <TextArea
        name="text"
        label="Labels or a payload"
        hint="Labels as name=value, one a line, or the whole JSON that your source sends. Nothing is done with it."
        rows={4}
      />
      <p className="mt-4">
        <SubmitButton look="plain">See which rule matches</SubmitButton>
      </p>
      {lines && (
        <div role="status" className="mt-4 rounded-control bg-no-data-tint px-4 py-3">
          {lines.length === 0 && <p>There is no alert in it.</p>}
          <ul role="list">
            {lines.map((line, index) => (
              <li key={index} className="py-1 wrap-anywhere">
                <strong className="font-semibold">{line.title}</strong>
                {': '}
                {line.rule ? ruleWords(line.rule) : 'no rule matches.'}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Form>
  )
}

function ruleWords({ number, component, status, mode }: NonNullable<TrialLine['rule']>): string {
  const does = mode === 'status' ? 'sets the status, public at once' : 'drafts an incident'
  return `rule ${number} ${does}: ${component}, ${statusWords[status].toLowerCase()}.`
}
