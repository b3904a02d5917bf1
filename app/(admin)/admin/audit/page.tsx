import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readAuditChoices, readAuditPage } from '#domain/audit/records'
import { readPage } from '#domain/page'
import { Pagination } from '../../../../components/pagination.tsx'
import { pageNumberOf } from '../../parts/incidents/incident-list.tsx'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { AuditEntry } from './audit-entry.tsx'
import { AuditForm } from './audit-form.tsx'
import { auditAddress, auditQueryOf } from './audit-query.ts'

export const metadata: Metadata = { title: 'Audit log' }

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who did what, to what, when and from where: everything that was ever changed here. */
export default async function AuditLogPage({ searchParams }: AuditPageProps) {
  const { actor } = await requireSession('/admin/audit')
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[52rem]">
        <PageTitle title="Audit log" />
        <NotAllowed role={actor.role} needed="owner" what="read who did what, and from which address" />
      </div>
    )
  }
  const params = await searchParams
  const query = auditQueryOf(params)
  const now = Date.now()
  const { page, choices, timeZone } = await readForPage((db) => ({
    page: readAuditPage(db, query, pageNumberOf(params.page)),
    choices: readAuditChoices(db),
    timeZone: readPage(db).timeZone,
  }))
  const isNarrowed = Object.values(query).some((value) => value !== '')
  const subjectId = query.subject.slice(query.subject.indexOf(':') + 1)
  return (
    <div className="max-w-[60rem]">
      <PageTitle title="Audit log" />
      <p className="mt-2 text-muted">
        Everything that was changed, by people, programs and commands, the newest first. It is written once: nobody can
        change it here, and <code>candor audit verify</code> finds out whether somebody changed the file.
      </p>
      <AuditForm query={query} choices={choices} subjectName={page.names.get(subjectId) ?? query.subject} />
      <p className="mt-3 flex flex-wrap items-center gap-x-4 text-note text-muted">
        <span role="status">{totalWords(page.total, isNarrowed)}</span>
        {isNarrowed && (
          <a href="/admin/audit" className="inline-flex min-h-11 items-center">
            Show all
          </a>
        )}
        {page.total > 0 && (
          <a
            href={auditAddress(query, { path: '/admin/audit/export' })}
            download
            className="inline-flex min-h-11 items-center"
          >
            Download as JSON Lines
          </a>
        )}
      </p>
      {page.records.length > 0 && (
        <Panel>
          <ol role="list">
            {page.records.map((record) => (
              <AuditEntry key={record.number} record={record} names={page.names} now={now} timeZone={timeZone} />
            ))}
          </ol>
        </Panel>
      )}
      <Pagination
        number={page.number}
        pages={page.pages}
        hrefOf={(number) => auditAddress(query, { page: number })}
        label="Pages of the audit log"
      />
    </div>
  )
}

function totalWords(total: number, isNarrowed: boolean): string {
  if (total === 0) return isNarrowed ? 'Nothing on record fits.' : 'Nothing is on record.'
  const records = `${total.toLocaleString('en')} ${total === 1 ? 'record' : 'records'}`
  return isNarrowed ? `${records} ${total === 1 ? 'fits' : 'fit'}.` : `${records}.`
}
