'use client'

import { idle, typed } from '#app/doors/forms/form-state'
import { FileField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { LookStep } from '../../parts/forms/two-steps.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { importSubscribersAction, type ImportLook } from './actions.ts'
import { countWords } from './subscriber-words.ts'

export function ImportForm() {
  const form = useAdminForm(importSubscribersAction, idle<ImportLook>())
  const { state } = form
  // A refused second step keeps the file, so that it can be sent again.
  const csv = state.isSpent || state.errors.file ? '' : typed(state.values, 'csv')
  const look = csv === '' ? null : state.data
  return (
    <Form form={form} labels={{ file: 'The file' }}>
      {csv !== '' && <input type="hidden" name="csv" value={csv} />}
      {csv === '' && (
        <>
          <FileField
            name="file"
            label="CSV file"
            hint={
              <>
                Its first line names the columns: <code>email</code>, <code>consent_date</code> (2026-11-24) and{' '}
                <code>consent_source</code>. <code>components</code> may name components by name or slug, parted by
                semicolons; empty is the whole page. At most 400 KB at once.
              </>
            }
            accept=".csv,text/csv"
          />
          <p className="mt-3 text-note text-muted">
            You state that each of them consented: no letter asks them. Who left keeps no trace here, so take them out
            of the file first.
          </p>
          <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton intent="look">Look through the file</SubmitButton>
            <span className="text-note text-muted">Nothing is written yet.</span>
          </p>
        </>
      )}
      {csv !== '' && (
        <LookStep
          title={look ? `${countWords(look.added)} would be added` : 'Add what the file holds'}
          level="h3"
          act={look ? `Add ${countWords(look.added)}` : 'Add them'}
        >
          {look && <Found look={look} />}
        </LookStep>
      )}
    </Form>
  )
}

function Found({ look }: { look: ImportLook }) {
  const { known, invalid, problems, ignored } = look
  return (
    <>
      <ul className="mt-2 list-disc pl-5">
        <li>{known.toLocaleString('en')} known already; they stay as they are</li>
        <li>{invalid === 1 ? '1 line is left out' : `${invalid.toLocaleString('en')} lines are left out`}</li>
        {ignored.length > 0 && <li>Columns that mean nothing here: {ignored.join(', ')}</li>}
      </ul>
      {problems.length > 0 && (
        <>
          <p className="mt-3 font-semibold">Left out</p>
          <ul className="mt-1 max-h-80 overflow-y-auto text-note" tabIndex={0} aria-label="Lines that are left out">
            {problems.map(({ line, why }) => (
              <li key={line} className="border-line py-1.5 wrap-anywhere not-first:border-t">
                Line {line}: {why}
              </li>
            ))}
          </ul>
          {invalid > problems.length && (
            <p className="mt-1 text-note text-muted">
              And {(invalid - problems.length).toLocaleString('en')} more of the same kind.
            </p>
          )}
        </>
      )}
    </>
  )
}
