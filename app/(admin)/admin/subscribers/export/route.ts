import { teamDownload } from '#app/doors/team-download'
import { exportSubscribers } from '#domain/subscriptions/subscriber-export'

export const dynamic = 'force-dynamic'

/** The public’s subscribers by e-mail, as a file that an import reads again. */
export const GET = teamDownload({
  needs: 'owner',
  fileName: 'subscribers.csv',
  mediaType: 'text/csv; charset=utf-8',
  isDangerousFrom: '/admin/subscribers#export',
  read: (db, _request, { actor }) => exportSubscribers(db, actor, Date.now()),
})
