import { endpoint } from '#app/doors/endpoint'
import { faviconSvg } from '#components/pictures/favicon'
import { connection } from '#db/connection'
import { readStatusPage } from '#domain/public/status-page'

export const dynamic = 'force-dynamic'

/** The icon of the page's present state, for pages that tell of something else. */
export const GET = endpoint(() => {
  const { headline, isBeingSetUp } = readStatusPage(connection(), Date.now())
  return new Response(faviconSvg(isBeingSetUp ? 'no_data' : headline.state), {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=60' },
  })
})
