import { publicDocument } from '#app/doors/public-document'
import { calendarDocument, readMaintenanceCalendar } from '#domain/public/maintenance-calendar'

export const dynamic = 'force-dynamic'

/** All maintenance as a calendar. */
export const GET = publicDocument({ type: 'calendar' }, ({ db, url, now }) => {
  const calendar = readMaintenanceCalendar(db, null, url, now)
  return calendar && calendarDocument(calendar)
})
