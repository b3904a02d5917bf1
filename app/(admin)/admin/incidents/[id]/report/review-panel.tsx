import type { PublicReport } from '#domain/public/reports'
import type { TeamReport } from '#domain/team/reports'
import { ReportText } from '../../../../../../components/report/report-text.tsx'
import { Time } from '../../../../../../components/time.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { ApproveForm } from './approve-form.tsx'

interface ReviewPanelProps {
  incidentId: string
  report: TeamReport
  preview: PublicReport
  /** Who looks: the author can't approve. */
  personId: string
  mayApprove: boolean
  now: number
  timeZone: string
}

/** The draft as it would be read, for whoever reviews it. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { incidentId, report, preview, personId, mayApprove, now, timeZone } = props
  const { author, approval, draft } = report
  const isAuthor = author?.id === personId
  return (
    <Panel title={approval ? 'Approved' : 'In review'}>
      <p className="mt-1">
        {approval ? (
          <>
            {`${approval.by} approved this draft `}
            <Time at={approval.at} now={now} timeZone={timeZone} form="short" />. It can be published now.
          </>
        ) : isAuthor ? (
          'You changed this draft last, so somebody else must approve it.'
        ) : (
          `${author?.name ?? 'Somebody'} asks for somebody else’s look at this draft.`
        )}
      </p>
      <div className="mt-4 rounded-panel border-2 border-dashed border-no-data px-4 pb-4 sm:px-5">
        <ReportText report={preview} heading="h3" />
      </div>
      {!approval && !isAuthor && mayApprove && draft && <ApproveForm incidentId={incidentId} savedAt={draft.savedAt} />}
    </Panel>
  )
}
