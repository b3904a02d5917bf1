'use server'

import { adminAction, type ActionContext } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField, typedValues } from '#app/doors/forms/form-state'
import { countRecipients, lastAnnouncement, type Recipients } from '#domain/outbox/hand-out'
import { readPage } from '#domain/page'
import { readIncidentReports, type IncidentReports, type PublicReport } from '#domain/public/reports'
import { approveReport, saveReportDraft, submitReport } from '#domain/reports/report-drafts'
import { publishReport, unwaiveReport, waiveReport } from '#domain/reports/report-publication'
import type { ReportText } from '#domain/reports/reports'
import { previewOf } from './draft-preview.ts'

/** What the form of a report is told: that it was saved, or what customers would read. */
export interface ReportAnswer {
  savedAt: number | null
  /** The text that was saved, as the page would show it. */
  preview: PublicReport | null
  /** The look before it is published. */
  look: (IncidentReports & { recipients: Recipients | null; now: number; timeZone: string }) | null
}

/** Saves a report, asks for its review, or publishes it after a look. All of them save what stands in the form. */
export const writeReportAction = adminAction<ReportAnswer>((context, form) => {
  const { db, actor, now } = context
  const intent = textOf(form, 'intent')
  const incidentId = textOf(form, 'incidentId')
  const values = typedValues(form)
  if (intent === 'change') return { values, data: null }
  const seen = save(context, form)
  if (intent === 'submit') {
    submitReport(db, actor, { incidentId, seen }, now)
    return { redirectTo: pathOf(incidentId) }
  }
  if (intent === 'look' || intent === 'publish') {
    const announced = lastAnnouncement(db)
    publishReport(db, actor, { incidentId, seen }, now)
    if (intent === 'publish') return { redirectTo: pathOf(incidentId) }
    // What only gives values back is undone: this was a look.
    const recipients = countRecipients(db, announced)
    const look = { ...readIncidentReports(db, incidentId, now), recipients, now, timeZone: readPage(db).timeZone }
    return { values, data: { savedAt: null, preview: null, look } }
  }
  const preview = previewOf(reportTextOf(form), textOf(form, 'kind') === 'preliminary', now)
  return { saved: { savedAt: seen, preview, look: null } }
})

export const approveReportAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  approveReport(db, actor, { incidentId, seen: seenIn(form) }, now)
  return { redirectTo: pathOf(incidentId) }
})

export const waiveReportAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  waiveReport(db, actor, { incidentId, reason: textOf(form, 'reason') }, now)
  return { redirectTo: pathOf(incidentId) }
})

export const unwaiveReportAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  unwaiveReport(db, actor, { incidentId }, now)
  return { redirectTo: pathOf(incidentId) }
})

function save({ db, actor, now }: ActionContext, form: FormData): number {
  const input = {
    incidentId: textOf(form, 'incidentId'),
    seen: seenIn(form),
    isPreliminary: textOf(form, 'kind') === 'preliminary',
    ...reportTextOf(form),
  }
  return saveReportDraft(db, actor, input, now)
}

function reportTextOf(form: FormData): ReportText {
  return {
    summary: textOf(form, 'summary'),
    affected: textOf(form, 'affected'),
    happened: textOf(form, 'happened'),
    prevention: textOf(form, 'prevention'),
    customerAction: textOf(form, 'customerAction'),
  }
}

function seenIn(form: FormData): number | null {
  const seen = textOf(form, seenField)
  return /^\d+$/.test(seen) ? Number(seen) : null
}

function pathOf(incidentId: string): string {
  return `/admin/incidents/${incidentId}/report`
}
