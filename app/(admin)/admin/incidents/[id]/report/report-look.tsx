'use client'

import { counted } from '../../../../../../components/durations.tsx'
import { IncidentReport } from '../../../../../../components/report/incident-report.tsx'
import { lookTitle, LookStep } from '../../../../parts/forms/two-steps.tsx'
import { useFrame } from '../../../../parts/frame.tsx'
import { recipientWords } from '../../../../parts/publication/recipient-words.ts'
import type { ReportAnswer } from './actions.ts'

interface ReportLookProps {
  look: NonNullable<ReportAnswer['look']>
  incidentId: string
}

/** The report as customers will read it, by the component that shows it to them, and what publishing does. */
export function ReportLook({ look, incidentId }: ReportLookProps) {
  const { now, timeZone, versions, actionItems } = look
  const { mostRecipients } = useFrame()
  return (
    <LookStep title={lookTitle(true)} act="Publish">
      <div className="mt-3 rounded-panel border border-line bg-page px-3 pb-4 sm:px-5 [&>section]:mt-4">
        <IncidentReport incidentId={incidentId} reports={look} now={now} timeZone={timeZone} isPreview />
      </div>
      <h3 className="mt-5 font-semibold">Publishing does this</h3>
      <ul className="mt-1.5 grid list-disc gap-1 pl-5">
        <li>It is public at once, first on the incident’s page, and in the list of reports.</li>
        {versions.length > 1 && <li>{`It becomes version ${versions.length}. The earlier ones stay readable.`}</li>}
        {actionItems.length > 0 && <li>{`${counted(actionItems.length, 'action item')} can be read with it.`}</li>}
        <li>The incident’s updates say that the report is there.</li>
        <li>{recipientWords(look.recipients, mostRecipients)}</li>
      </ul>
    </LookStep>
  )
}
