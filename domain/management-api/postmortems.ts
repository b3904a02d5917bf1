import { z } from 'zod'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { readPage } from '../page.ts'
import { timesIn } from '../public/status-api/times.ts'
import { saveReportDraft, textOf } from '../reports/report-drafts.ts'
import { publishReport } from '../reports/report-publication.ts'
import { listPublishedVersions, readDraft, readReport } from '../reports/report-record.ts'
import { requireManaged } from './incidents.ts'
import { flagSaying, requiredText } from './inputs.ts'
import { operation, type OperationRequest } from './operation.ts'
import { postmortemBody, sectionsOf } from './postmortem-text.ts'

const time = z.string()

/** A follow-up report as Statuspage's post-mortem: one text, with a heading above each section. */
const postmortemShape = z.strictObject({
  preview_key: z.null(),
  body: z.string().nullable(),
  body_updated_at: time.nullable(),
  body_draft: z.string().nullable(),
  body_draft_updated_at: time.nullable(),
  published_at: time.nullable(),
  notify_subscribers: z.boolean(),
  notify_twitter: z.boolean(),
  custom_tweet: z.null(),
  created_at: time,
  updated_at: time,
})

const schema = { name: 'ManagedPostmortem', shape: postmortemShape }
const group = 'Post-mortems'
const path = '/pages/{page_id}/incidents/{incident_id}/postmortem'

const draftBody = z.object({
  postmortem: z.object({
    body_draft: requiredText,
    is_preliminary: flagSaying('Candor’s own: true for a first report, of which the summary is enough.'),
  }),
})
/** Nothing of it has an effect yet. */
const publication = z.object({ postmortem: z.object({}).optional() })

type Acting = Pick<OperationRequest<unknown, unknown>, 'db' | 'actor' | 'now'>

function documentOf(db: Db, incidentId: string): z.output<typeof postmortemShape> {
  const report = readReport(db, incidentId)
  const written = readDraft(db, incidentId)
  const draft = written && postmortemBody(textOf(written)) !== '' ? written : null
  const published = listPublishedVersions(db, incidentId).at(-1)
  if (!report || (!draft && !published)) throw new DomainError('not_found', 'Postmortem not found')
  const { stamp } = timesIn(readPage(db).timeZone)
  const publishedAt = published?.publishedAt ?? null
  return {
    preview_key: null,
    body: published ? postmortemBody(textOf(published)) : null,
    body_updated_at: publishedAt === null ? null : stamp(publishedAt),
    body_draft: draft ? postmortemBody(textOf(draft)) : null,
    body_draft_updated_at: draft ? stamp(draft.updatedAt) : null,
    published_at: publishedAt === null ? null : stamp(publishedAt),
    notify_subscribers: false,
    notify_twitter: false,
    custom_tweet: null,
    created_at: stamp(report.createdAt),
    updated_at: stamp(report.updatedAt),
  }
}

function save({ db, actor, now }: Acting, incidentId: string, body: string, isPreliminary: boolean | undefined): void {
  const draft = readDraft(db, incidentId)
  const input = {
    incidentId,
    seen: draft?.updatedAt ?? null,
    isPreliminary: isPreliminary ?? draft?.isPreliminary ?? false,
    ...sectionsOf(body),
  }
  saveReportDraft(db, actor, input, now)
}

export const postmortemOperations = [
  operation({
    method: 'GET',
    path,
    group,
    summary: 'The follow-up report as one text in Markdown, published and as a draft.',
    scope: 'reports:read',
    needs: 'viewer',
    answer: { status: 200, schema },
    run: ({ db, params }) => documentOf(db, requireManaged(db, params).id),
  }),
  operation({
    method: 'PUT',
    path,
    group,
    summary:
      'Saves the draft. Text below a heading that Candor’s reports have (“Summary”, “Who was affected?”, …) becomes that section; all else is “What happened?”.',
    scope: 'reports:write',
    needs: 'responder',
    body: draftBody,
    answer: { status: 200, schema },
    run: (request) => {
      const { id } = requireManaged(request.db, request.params)
      const { body_draft, is_preliminary } = request.body.postmortem
      save(request, id, body_draft, is_preliminary)
      return documentOf(request.db, id)
    },
  }),
  operation({
    method: 'DELETE',
    path,
    group,
    summary: 'Empties the draft. A published report stays; publish another version to correct it.',
    scope: 'reports:write',
    needs: 'responder',
    answer: { status: 204 },
    run: (request) => {
      const { db } = request
      const { id } = requireManaged(db, request.params)
      documentOf(db, id)
      if (listPublishedVersions(db, id).length > 0) {
        throw new DomainError('conflict', 'A published report stays readable. Publish a version that corrects it.')
      }
      save(request, id, '', undefined)
      return null
    },
  }),
  operation({
    method: 'PUT',
    path: `${path}/publish`,
    group,
    summary: 'Publishes the draft. A final report needs something below each of the four headings.',
    scope: 'reports:write',
    needs: 'responder',
    body: publication,
    answer: { status: 200, schema },
    run: ({ db, actor, params, now }) => {
      const { id } = requireManaged(db, params)
      publishReport(db, actor, { incidentId: id, seen: readDraft(db, id)?.updatedAt ?? null }, now)
      return documentOf(db, id)
    },
  }),
  operation({
    method: 'PUT',
    path: `${path}/revert`,
    group,
    summary: 'Takes the draft back to what is published, which itself stays readable.',
    scope: 'reports:write',
    needs: 'responder',
    answer: { status: 200, schema },
    run: (request) => {
      const { db } = request
      const { id } = requireManaged(db, request.params)
      const published = listPublishedVersions(db, id).at(-1)
      if (!published) throw new DomainError('conflict', 'Nothing of this report is published yet.')
      save(request, id, postmortemBody(textOf(published)), published.isPreliminary)
      return documentOf(db, id)
    },
  }),
]
