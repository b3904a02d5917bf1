import { z } from 'zod'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { readPage } from '../page.ts'
import { timesIn } from '../public/status-api/times.ts'
import { saveReportDraft, textOf } from '../reports/report-drafts.ts'
import { listPublishedVersions, readDraft, type ReportVersionRow } from '../reports/report-record.ts'
import { requireManaged } from './incidents.ts'
import { flag, text } from './inputs.ts'
import { operation } from './operation.ts'

/** Candor's own: a follow-up report by its sections, which Statuspage's post-mortem has as one text. */

const sections = {
  summary: z.string(),
  affected: z.string(),
  happened: z.string(),
  prevention: z.string(),
  customer_action: z.string(),
}
const version = z.strictObject({ ...sections, is_preliminary: z.boolean(), updated_at: z.string() })
const reportShape = z.strictObject({ draft: version.nullable(), published: version.nullable() })
const schema = { name: 'ManagedReport', shape: reportShape }
const path = '/pages/{page_id}/incidents/{incident_id}/report'

const changedReport = z.object({
  report: z.object({
    summary: text,
    affected: text,
    happened: text,
    prevention: text,
    customer_action: text,
    is_preliminary: flag,
  }),
})

function documentOf(db: Db, incidentId: string): z.output<typeof reportShape> {
  const { stamp } = timesIn(readPage(db).timeZone)
  const versionOf = (row: ReportVersionRow | null | undefined) => {
    if (!row) return null
    const { customerAction: customer_action, ...rest } = textOf(row)
    return {
      ...rest,
      customer_action,
      is_preliminary: row.isPreliminary,
      updated_at: stamp(row.publishedAt ?? row.updatedAt),
    }
  }
  const published = listPublishedVersions(db, incidentId).at(-1)
  return { draft: versionOf(readDraft(db, incidentId)), published: versionOf(published) }
}

export const reportOperations = [
  operation({
    method: 'GET',
    path,
    group: 'Post-mortems',
    summary: 'Candor’s own: the follow-up report by its sections, as a draft and as it was published last.',
    scope: 'reports:read',
    needs: 'viewer',
    answer: { status: 200, schema },
    run: ({ db, params }) => {
      const document = documentOf(db, requireManaged(db, params).id)
      if (!document.draft && !document.published) throw new DomainError('not_found', 'Report not found')
      return document
    },
  }),
  operation({
    method: 'PUT',
    path,
    group: 'Post-mortems',
    summary: 'Candor’s own: saves the sections that are named as the draft. Publish it as a post-mortem.',
    scope: 'reports:write',
    needs: 'responder',
    body: changedReport,
    answer: { status: 200, schema },
    run: ({ db, actor, params, body: { report }, now }) => {
      const { id: incidentId } = requireManaged(db, params)
      const draft = readDraft(db, incidentId)
      const before = draft && textOf(draft)
      const input = {
        incidentId,
        seen: draft?.updatedAt ?? null,
        isPreliminary: report.is_preliminary ?? draft?.isPreliminary ?? false,
        summary: report.summary ?? before?.summary,
        affected: report.affected ?? before?.affected,
        happened: report.happened ?? before?.happened,
        prevention: report.prevention ?? before?.prevention,
        customerAction: report.customer_action ?? before?.customerAction,
      }
      saveReportDraft(db, actor, input, now)
      return documentOf(db, incidentId)
    },
  }),
]
