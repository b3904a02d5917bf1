import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { readPage } from '#domain/page'
import { readReportDesk, type OpenActionItem, type ReportInWork } from '#domain/team/reports'
import { ActionItemLine } from '../../../../components/report/action-item-list.tsx'
import { DebtLine } from '../../../../components/report/report-debt-line.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { workWords } from '../../parts/incidents/report-work-words.ts'

export const metadata: Metadata = { title: 'Follow-up reports' }

interface Told {
  now: number
  timeZone: string
}

export default async function ReportsPage() {
  await requireSession('/admin/reports')
  const now = Date.now()
  const { desk, timeZone } = await readForPage((db) => ({
    desk: readReportDesk(db, now),
    timeZone: readPage(db).timeZone,
  }))
  const told = { now, timeZone }
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Follow-up reports">
        <a href="/reports" className="inline-flex min-h-11 items-center text-note">
          What customers read
        </a>
      </PageTitle>
      <Panel title="To be written">
        {desk.reports.length === 0 ? (
          <p className="mt-2 text-muted">No report is owed, and none is being written.</p>
        ) : (
          <ul role="list" className="mt-2 grid gap-3">
            {desk.reports.map((report) => (
              <ReportRow key={report.incidentId} report={report} {...told} />
            ))}
          </ul>
        )}
      </Panel>
      <Panel title="To be done">
        <p className="mt-1 text-note text-muted">What reports promise and is neither done nor dropped.</p>
        {desk.items.length === 0 ? (
          <p className="mt-2 text-muted">No action item is open.</p>
        ) : (
          <ul role="list" className="mt-2 divide-y divide-line">
            {desk.items.map((item) => (
              <ItemRow key={item.id} item={item} {...told} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}

function ReportRow({ report, ...told }: Told & { report: ReportInWork }) {
  const { incidentId, title, work, authorName, owed } = report
  return (
    <li className="overflow-clip rounded-control border border-line">
      <div className="px-4.5 pt-3 sm:px-6">
        <a href={`/admin/incidents/${incidentId}/report`} className="inline-flex min-h-11 items-center font-semibold">
          {title}
        </a>
        <p className="pb-2.5 text-note text-muted">{workWords(work, authorName)}</p>
      </div>
      {owed && <DebtLine debt={owed} {...told} />}
    </li>
  )
}

function ItemRow({ item, ...told }: Told & { item: OpenActionItem }) {
  return (
    <ActionItemLine item={item} {...told}>
      <p className="text-note sm:basis-full">
        <a
          href={`/admin/incidents/${item.incidentId}/report#item-${item.id}`}
          className="inline-flex min-h-11 items-center"
        >
          {item.incidentTitle}
        </a>
      </p>
    </ActionItemLine>
  )
}
