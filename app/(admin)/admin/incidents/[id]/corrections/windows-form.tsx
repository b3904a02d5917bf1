'use client'

import { idle, typed } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import { TextField } from '../../../../parts/forms/fields.tsx'
import { Form, Seen, useForm } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { correctWindowsAction } from './actions.ts'
import type { CorrectionPreview } from './correction-preview.ts'
import { CorrectionSteps } from './correction-steps.tsx'
import { ReasonField } from './reason-field.tsx'
import { addedField, addedKey, windowFieldName } from './window-fields.ts'
import { WindowLine, type ComponentOption, type Line } from './window-line.tsx'

interface WindowsFormProps {
  incidentId: string
  isPublic: boolean
  /** The incident's own times as fields show them; `resolvedAt` is null while it is open. */
  span: { startedAt: string; resolvedAt: string | null }
  lines: readonly Line[]
  components: readonly ComponentOption[]
  seen: string
  /** As the page's clocks write it now, such as "CET". */
  zone: string
  draft: FormDraft
}

/** When an incident held which component and how badly, all of it at once. */
export function WindowsForm({ incidentId, isPublic, span, lines, components, seen, zone, draft }: WindowsFormProps) {
  const form = useAdminForm(correctWindowsAction, idle<CorrectionPreview>(), { draft })
  const added = Number.parseInt(typed(form.state.values, addedField, '0')) || 0
  const blank = { componentId: '', status: '', startedAt: span.startedAt, endedAt: span.resolvedAt ?? '' }
  const all = [...lines, ...Array.from({ length: added }, (_, index): Line => ({ key: addedKey(index), ...blank }))]
  return (
    <Form form={form} labels={labelsOf(all)}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name={addedField} value={added} />
      <Seen version={seen} />
      <CorrectionSteps preview={form.state.data} isPublic={isPublic} look="Look at the effect">
        <fieldset className="mt-4 min-w-0">
          <legend className="font-semibold">The incident itself</legend>
          <p className="text-note text-muted">
            Left as they are, these times follow a component below that was hit earlier or longer.
          </p>
          <div className="grid gap-x-6 sm:grid-cols-2">
            <SpanField name="startedAt" label={`Began (${zone})`} shown={span.startedAt} />
            {span.resolvedAt !== null && (
              <SpanField name="resolvedAt" label={`Ended (${zone})`} shown={span.resolvedAt} />
            )}
          </div>
        </fieldset>
        <fieldset className="mt-6 min-w-0">
          <legend className="font-semibold">What it did to components</legend>
          <p className="text-note text-muted">
            Every status and figure of the page follows from these lines. Leave an end empty while it lasts.
          </p>
          {all.length > 0 ? (
            <table role="table" className="mt-2 block w-full lg:table">
              <thead role="rowgroup" className="sr-only lg:not-sr-only lg:table-header-group">
                <tr role="row" className="lg:table-row">
                  {['Component', 'How badly', `From (${zone})`, `To (${zone})`, 'Withdraw'].map((heading) => (
                    <th
                      key={heading}
                      role="columnheader"
                      scope="col"
                      className="py-1 pr-3 text-left text-note font-semibold last:sr-only"
                    >
                      {heading}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup" className="block lg:table-row-group">
                {all.map((line, index) => (
                  <WindowLine key={line.key} line={line} number={index + 1} components={components} zone={zone} />
                ))}
              </tbody>
            </table>
          ) : (
            <p className="mt-2 text-muted">It did nothing to any component.</p>
          )}
          <p className="mt-3">
            <SubmitButton intent="add" look="plain">
              Add a component
            </SubmitButton>
          </p>
        </fieldset>
        {isPublic && <ReasonField example="the first late deliveries were found in the logs" />}
      </CorrectionSteps>
    </Form>
  )
}

function SpanField({ name, label, shown }: { name: string; label: string; shown: string }) {
  const { state } = useForm()
  return (
    <div className="min-w-0">
      <input type="hidden" name={`${name}:shown`} value={typed(state.values, `${name}:shown`, shown)} />
      <TextField name={name} label={label} type="datetime-local" before={shown} autoComplete="off" />
    </div>
  )
}

/** Fields as the summary of what is wrong leads to them. */
function labelsOf(lines: readonly Line[]): Record<string, string> {
  const fields = (['componentId', 'status', 'startedAt', 'endedAt'] as const).flatMap((field) =>
    lines.map(({ key }) => [windowFieldName(key, field), field] as const),
  )
  return { startedAt: 'Began', resolvedAt: 'Ended', reason: 'Why', ...Object.fromEntries(fields) }
}
