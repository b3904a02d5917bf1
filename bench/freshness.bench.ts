import { setTimeout as rest } from 'node:timers/promises'
import { brotli } from './ask.ts'
import { asked } from './arguments.ts'
import { busyWords, connections, startBusyPage } from './busy-page.ts'
import { load } from './load.ts'
import { median, p99 } from './measure.ts'
import { startReaders } from './readers.ts'
import { atMost, exactly, heading, introduce, row } from './report.ts'
import { prepareUpdates, type Posting } from './updates.ts'

/** From the commit of an update to the first answer that shows it, while the page is under full load. */
const { seconds } = asked({ seconds: 75 })
const everyMs = 500
/** The load outlasts the last update. */
const moreSeconds = 3
const goalMs = 250
const paths = { 'the home page': '/', 'the Status API’s summary': '/api/v2/summary.json' }

const page = await startBusyPage()
const post = prepareUpdates(page.db)
introduce(
  `How soon an update is seen: ${busyWords}, under the load of wrk with ${connections} connections for ${seconds} s, with an update each ${everyMs} ms. One more reader a path, without a pause, tells what is shown.`,
)
const loading = load(`${page.candor.url}/`, brotli, seconds + moreSeconds)
const readers = startReaders(page.candor.url, Object.values(paths))
const postings: Posting[] = []
const endsAt = performance.now() + seconds * 1_000
for (await rest(everyMs); performance.now() < endsAt; await rest(everyMs)) {
  const posting = post()
  readers.committed(posting.number)
  postings.push(posting)
}
const { perSecond, errors } = await loading
const seen = await readers.stop()

heading(`From a commit to the first answer that shows it, ${postings.length} updates`)
for (const [name, path] of Object.entries(paths)) {
  const times = seen.timesMs[path] ?? []
  row(`${name}, median`, median(times), 'ms')
  row(`${name}, p99`, p99(times), 'ms', atMost(goalMs, 'ms'))
  row(`${name}, updates never seen`, postings.length - times.length, '', exactly(0))
}
row(`answers that were older than one before, of ${seen.answers}`, seen.older, '', exactly(0))
row('answers that failed', seen.failed + errors, '', exactly(0))
row('errors in the log', page.candor.errors.length, '', exactly(0))
heading('Beside that')
row('the load meanwhile', perSecond, 'requests/s')
row('the transaction of an update, median', median(postings.map(({ commitMs }) => commitMs)), 'ms')
row('yardstick: a bare insert, median', median(postings.map(({ insertMs }) => insertMs)), 'ms')
await page.stop()
