import { badgeAnswer } from '#app/doors/badge-answer'
import { endpoint } from '#app/doors/endpoint'
import { connection } from '#db/connection'
import { readStatusPage } from '#domain/public/status-page'

export const dynamic = 'force-dynamic'

/** The page's headline as a picture. */
export const GET = endpoint(() => {
  const { page, headline, isBeingSetUp } = readStatusPage(connection(), Date.now())
  return isBeingSetUp ? badgeAnswer('no_data', page.name) : badgeAnswer(headline.state, headline.text)
})
