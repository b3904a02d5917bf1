'use client'

import { owedFromWords, settingLabels as labels } from '#domain/page/setting-words'
import { SelectField, TextField, TickBox } from '../../parts/forms/fields.tsx'
import { saveReportPolicyAction } from './actions.ts'
import { SettingsForm } from './settings-form.tsx'

interface ReportPolicyFormProps {
  seenAt: number
  before: {
    reportsOwedFrom: keyof typeof owedFromWords
    preliminaryReportHours: number
    finalReportDays: number
    reviewsReports: boolean
  }
}

const choices = ['critical', 'major', 'minor', 'none'] as const

export function ReportPolicyForm({ seenAt, before }: ReportPolicyFormProps) {
  return (
    <SettingsForm action={saveReportPolicyAction} seenAt={seenAt} labels={labels} save="Save the rules of reports">
      <SelectField
        name="reportsOwedFrom"
        label={labels.reportsOwedFrom}
        hint="The incident’s page says when it is due, and when it is late. A change holds for incidents that end after it; what is owed keeps its dates."
        before={before.reportsOwedFrom}
        options={choices.map((value) => ({ value, label: owedFromWords[value] }))}
      />
      <div className="grid gap-x-6 sm:grid-cols-2">
        <TextField
          name="preliminaryReportHours"
          label={labels.preliminaryReportHours}
          hint="Counted from the incident’s end."
          before={String(before.preliminaryReportHours)}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          name="finalReportDays"
          label={labels.finalReportDays}
          hint="Counted from the incident’s end."
          before={String(before.finalReportDays)}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <TickBox
        name="reviewsReports"
        label="Somebody other than the author approves a report before it is published"
        isTicked={before.reviewsReports}
      />
    </SettingsForm>
  )
}
