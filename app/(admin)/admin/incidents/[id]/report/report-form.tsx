'use client'

import { seenField } from '#app/doors/forms/form-state'
import type { PublicReport } from '#domain/public/reports'
import { reportHeadings, type ReportSection, type ReportText } from '#domain/reports/reports'
import { ReportText as RenderedReport } from '../../../../../../components/report/report-text.tsx'
import { Time } from '../../../../../../components/time.tsx'
import { Disclosure } from '../../../../parts/forms/disclosure.tsx'
import { ChoiceField, TextArea } from '../../../../parts/forms/fields.tsx'
import { Form } from '../../../../parts/forms/form.tsx'
import { useFrame } from '../../../../parts/frame.tsx'
import { StaleNotice } from '../../../../parts/forms/stale-notice.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { ReportLook } from './report-look.tsx'
import { useReportForm, type Autosave } from './use-report-form.ts'

interface ReportFormProps {
  incidentId: string
  /** What the fields begin with. */
  text: ReportText
  isPreliminary: boolean
  /** The one kind that can be published; null where there is a choice. */
  onlyKind: 'preliminary' | 'final' | null
  /** The same as the page would show it. */
  preview: PublicReport
  /** When the draft was saved last; null where there is none yet. */
  savedAt: number | null
  /** Whether somebody asked for a review, or gave it: a change takes that back. */
  isInReview: boolean
  /** What can be done besides saving. */
  next: 'submit' | 'publish' | null
}

const hints: Record<ReportSection, string> = {
  summary: 'What went wrong, how long, and for whom, in two or three sentences.',
  affected: 'Who noticed it, how many they were, and what they could not do.',
  happened: 'What led to it, and what was done when.',
  prevention: 'What changes so that it does not happen again. Promises with a day stand as action items below.',
  customerAction: 'Only where they have to do something.',
}

const labels: Record<string, string> = { ...reportHeadings, kind: 'Kind' }

/** The report as it is written: saved as one types, looked at, then published. */
export function ReportForm(props: ReportFormProps) {
  const { incidentId, text, savedAt, isInReview, next } = props
  const { form, autosave, preview, seenInput, seen, onInput } = useReportForm(savedAt)
  const { state } = form
  const look = state.data?.look ?? null
  return (
    <Form form={form} labels={labels} onFields={onInput}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name={seenField} ref={seenInput} defaultValue={seen} />
      {autosave.state === 'stale' && (
        <StaleNotice stale={autosave.stale} own="" isQuiet>
          <p className="mt-2">
            <a href={`/admin/incidents/${incidentId}/report`} className="inline-flex min-h-11 items-center">
              Drop mine and load theirs
            </a>
          </p>
        </StaleNotice>
      )}
      <div hidden={look !== null}>
        {isInReview && (
          <p className="mt-4 rounded-control bg-no-data-tint px-4 py-3">
            A change takes the request for a review, or the approval, back.
          </p>
        )}
        <Kind onlyKind={props.onlyKind} before={props.isPreliminary ? 'preliminary' : 'final'} />
        <div className="[&_textarea]:field-sizing-content [&_textarea]:min-h-24 sm:[&_textarea]:scroll-mb-24">
          <Section name="summary" rows={4} text={text} />
          <Section name="affected" rows={4} text={text} />
          <Section name="happened" rows={12} text={text} />
          <Section name="prevention" rows={6} text={text} />
          <Section name="customerAction" rows={3} text={text} />
        </div>
        <Disclosure summary="What customers would read" isOpen={false} className="mt-5">
          <div className="rounded-panel border border-line bg-page p-4 sm:p-5">
            <RenderedReport report={preview ?? props.preview} heading="h3" />
            <p className="mt-4 text-note text-muted">As it was saved last.</p>
          </div>
        </Disclosure>
        <div className="-mx-5 mt-6 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-panel px-5 pt-4 sm:sticky sm:bottom-0 sm:-mx-6 sm:px-6 sm:pb-4">
          {next === 'publish' && <SubmitButton intent="look">Look, then publish</SubmitButton>}
          {next === 'submit' && <SubmitButton intent="submit">Save it and ask for a review</SubmitButton>}
          <SubmitButton intent="save" look="plain">
            Save the draft
          </SubmitButton>
          <SaveState autosave={autosave} savedAt={state.data?.savedAt ?? savedAt} />
        </div>
      </div>
      {look && <ReportLook look={look} incidentId={incidentId} />}
    </Form>
  )
}

function Kind({ onlyKind, before }: Pick<ReportFormProps, 'onlyKind'> & { before: string }) {
  if (onlyKind !== null) {
    return (
      <>
        <input type="hidden" name="kind" value={onlyKind} />
        {onlyKind === 'preliminary' && (
          <p className="mt-2">The incident is still open, so this is a preliminary report: what is known so far.</p>
        )}
      </>
    )
  }
  return (
    <ChoiceField
      name="kind"
      label="Which one is it?"
      hint="A preliminary report says what is known so far; the final one is owed all the same."
      before={before}
      options={[
        { value: 'preliminary', label: 'Preliminary' },
        { value: 'final', label: 'Final' },
      ]}
    />
  )
}

function Section({ name, rows, text }: { name: ReportSection; rows: number; text: ReportText }) {
  const label = name === 'customerAction' ? `${reportHeadings[name]} (optional)` : reportHeadings[name]
  return <TextArea name={name} label={label} hint={hints[name]} before={text[name]} rows={rows} />
}

/** Whether what stands in the fields is saved. */
function SaveState({ autosave, savedAt }: { autosave: Autosave; savedAt: number | null }) {
  const { timeZone, now } = useFrame()
  const look = 'text-note text-muted'
  if (autosave.state === 'waiting' || autosave.state === 'saving') return <span className={look}>Saving…</span>
  if (autosave.state === 'stale')
    return <span className="text-note font-medium text-degraded">Not saved: see above what was saved meanwhile.</span>
  if (autosave.state === 'failed') {
    return (
      <span role="alert" className="text-note font-medium text-major">
        {`Not saved. ${autosave.message}`}
      </span>
    )
  }
  const at = autosave.state === 'saved' ? autosave.at : savedAt
  if (at === null) return <span className={look}>It is saved as you type.</span>
  return (
    <span className={look}>
      {'Saved '}
      <Time at={at} now={Math.max(now, at)} timeZone={timeZone} form="short" />
    </span>
  )
}
