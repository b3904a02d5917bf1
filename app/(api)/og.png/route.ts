import { connection } from '#db/connection'
import { endpoint } from '#app/doors/endpoint'
import { previewAnswer } from '#app/doors/preview-answer'
import { instantWords } from '#components/instants'
import { readStatusPage } from '#domain/public/status-page'

export const dynamic = 'force-dynamic'

/** How everything is, as a picture. */
export const GET = endpoint(() => {
  const { page, headline, asOf, isBeingSetUp } = readStatusPage(connection(), Date.now())
  return previewAnswer({
    pageName: page.name,
    state: isBeingSetUp ? 'no_data' : headline.state,
    stateWords: null,
    title: isBeingSetUp ? 'This page is being set up' : headline.text,
    time: `As of ${instantWords(asOf, { now: asOf, timeZone: page.timeZone }, 'full')}`,
  })
})
