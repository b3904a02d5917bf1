import { publicDocument } from '#app/doors/public-document'
import { calendarDocument, readMaintenanceCalendar } from '#domain/public/maintenance-calendar'

export const dynamic = 'force-dynamic'

/** The maintenance of one component as a calendar. */
export const GET = publicDocument<{ slug: string }>({ type: 'calendar' }, ({ db, url, now, params }) => {
  const calendar = readMaintenanceCalendar(db, params.slug, url, now)
  return calendar && calendarDocument(calendar)
})
