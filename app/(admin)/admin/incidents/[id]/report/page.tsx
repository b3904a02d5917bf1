import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readPage } from '#domain/page'
import type { ReportText } from '#domain/reports/reports'
import { readTeamIncident, type TeamIncident } from '#domain/team/incident'
import { listTimeline, type TimelineMoment } from '#domain/team/report-timeline'
import { readTeamReport, type TeamReport } from '#domain/team/reports'
import { ReportText as RenderedReport } from '../../../../../../components/report/report-text.tsx'
import { Time } from '../../../../../../components/time.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { NotAllowed } from '../../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'
import { Panel, TeamOnly } from '../../../../parts/panel.tsx'
import { ActionItemsPanel } from './action-items-panel.tsx'
import { previewOf } from './draft-preview.ts'
import { ReportForm } from './report-form.tsx'
import { ReportStanding } from './report-standing.tsx'
import { ReportTimeline } from './report-timeline.tsx'
import { ReviewPanel } from './review-panel.tsx'
import { timelineMarkdown } from './timeline-words.ts'
import { UnwaiveForm, WaiveForm } from './waive-forms.tsx'

interface ReportPageProps {
  params: Promise<{ id: string }>
}

const readAll = cache((id: string) => {
  const now = Date.now()
  return readForPage((db) => {
    const incident = readTeamIncident(db, id, now)
    const { timeZone } = readPage(db)
    const isReportable = incident?.kind === 'incident' && incident.mergedIntoId === null
    if (!incident || !isReportable) return { now, timeZone, found: null }
    return { now, timeZone, found: { incident, report: readTeamReport(db, id, now), moments: listTimeline(db, id) } }
  })
})

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}/report`)
  const { found } = await readAll(id)
  return { title: found ? `Report on “${found.incident.title}”` : 'No such report' }
}

export default async function ReportPage({ params }: ReportPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/incidents/${id}/report`)
  const { now, timeZone, found } = await readAll(id)
  if (!found) {
    return (
      <Missing
        title="There is no such report"
        text="Reports are of incidents. What was merged into another one has its report there."
      />
    )
  }
  const { incident, report, moments } = found
  const told = { now, timeZone }
  const isResponder = mayAct(actor.role, 'responder')
  const isOwner = mayAct(actor.role, 'owner')
  const { waived } = report.public
  const begin = beginningOf(report, incident, moments, timeZone)
  const preview = previewOf(begin.text, begin.isPreliminary, now)
  const isInReview = report.work === 'in_review' || report.work === 'approved'
  return (
    <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-x-6">
      <div className="min-w-0">
        <PageTitle title="Follow-up report" back={{ href: `/admin/incidents/${id}`, label: incident.title }} />
        <ReportStanding incidentId={id} report={report} {...told} />
        {!isResponder && <NotAllowed role={actor.role} needed="responder" what="write a follow-up report" />}
        {waived && (
          <Panel title="No report is planned">
            <p className="mt-1">{waived.reason}</p>
            {isOwner ? (
              <UnwaiveForm incidentId={id} />
            ) : (
              <p className="mt-2 text-note text-muted">An owner can undo it.</p>
            )}
          </Panel>
        )}
        {!waived && isInReview && (
          <ReviewPanel
            incidentId={id}
            report={report}
            preview={preview}
            personId={actor.id}
            mayApprove={isResponder}
            {...told}
          />
        )}
        {!waived && isResponder && (
          <Panel title={draftTitle(report)}>
            <ReportForm
              incidentId={id}
              text={begin.text}
              isPreliminary={begin.isPreliminary}
              onlyKind={onlyKindOf(report, incident.isOver)}
              preview={preview}
              savedAt={report.draft?.savedAt ?? null}
              isInReview={isInReview}
              next={nextOf(report)}
            />
          </Panel>
        )}
        {!waived && !isResponder && !isInReview && report.draft && (
          <TeamOnly title="Draft">
            <RenderedReport report={preview} heading="h3" />
          </TeamOnly>
        )}
        {(!waived || report.items.length > 0) && (
          <ActionItemsPanel
            incidentId={id}
            items={report.items}
            isPublic={report.public.newest !== null}
            canChange={isResponder}
            {...told}
          />
        )}
        {isOwner && report.canBeWaived && (
          <Panel>
            <WaiveForm incidentId={id} />
          </Panel>
        )}
      </div>
      <aside
        aria-labelledby="course"
        // It scrolls by itself where it is longer than the window, and so must be reached by the keyboard.
        tabIndex={0}
        className="mt-6 self-start rounded-panel border border-line bg-panel p-5 lg:mt-8 lg:sticky lg:top-4 lg:max-h-[calc(100vh-2rem)] lg:overflow-y-auto"
      >
        <h2 id="course" className="font-semibold">
          What was told
        </h2>
        <p className="text-note text-muted">
          {'On '}
          <Time at={incident.startedAt} {...told} form="date" />
        </p>
        <ReportTimeline moments={moments} now={incident.startedAt} timeZone={timeZone} />
      </aside>
    </div>
  )
}

/** What the fields begin with: the draft, else the published text, else the course of the incident. */
function beginningOf(
  { draft, published, public: { debt } }: TeamReport,
  { startedAt, isOver }: Pick<TeamIncident, 'startedAt' | 'isOver'>,
  moments: readonly TimelineMoment[],
  timeZone: string,
): { text: ReportText; isPreliminary: boolean } {
  if (draft) return draft
  if (published) return { text: published.text, isPreliminary: false }
  const empty = { summary: '', affected: '', prevention: '', customerAction: '' }
  return {
    text: { ...empty, happened: timelineMarkdown(moments, { now: startedAt, timeZone }) },
    isPreliminary: !isOver || debt?.awaits === 'preliminary',
  }
}

function draftTitle({ draft, author, public: { versions } }: TeamReport): string {
  const what = versions.length === 0 ? 'The report' : `Version ${versions.length + 1}`
  if (!draft) return versions.length === 0 ? 'Write the report' : `Write version ${versions.length + 1}`
  return author ? `${what}, a draft that ${author.name} changed last` : `${what}, a draft`
}

/** The one kind that can be published; null where there is a choice. */
function onlyKindOf({ public: { versions } }: TeamReport, isOver: boolean): 'preliminary' | 'final' | null {
  if (versions.some((version) => !version.isPreliminary)) return 'final'
  return isOver ? null : 'preliminary'
}

/** The next step: where the page asks for a review, that comes before publication. */
function nextOf({ isReviewed, work }: TeamReport): 'submit' | 'publish' | null {
  if (!isReviewed || work === 'approved') return 'publish'
  return work === 'in_review' ? null : 'submit'
}
