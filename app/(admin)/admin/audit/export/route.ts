import { teamDownload } from '#app/doors/team-download'
import { auditBatches } from '#domain/audit/records'
import { auditQueryOf } from '../audit-query.ts'

export const dynamic = 'force-dynamic'

/** The audit log as JSON Lines, oldest first, narrowed as the page is. */
export const GET = teamDownload({
  needs: 'owner',
  fileName: 'audit-log.jsonl',
  mediaType: 'application/x-ndjson; charset=utf-8',
  *read(db, request) {
    const { searchParams } = new URL(request.url)
    for (const batch of auditBatches(db, auditQueryOf(Object.fromEntries(searchParams)))) {
      yield batch.map((record) => `${JSON.stringify(record)}\n`).join('')
    }
  },
})
