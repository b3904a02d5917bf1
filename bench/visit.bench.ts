import { ask, brotli } from './ask.ts'
import { asked } from './arguments.ts'
import { busyWords, startBusyPage } from './busy-page.ts'
import { startBrowser, type Fetched } from './browser.ts'
import { atMost, exactly, heading, introduce, kb, row } from './report.ts'

/** What a first visit weighs: everything that a browser fetches for `/`, as it comes over the line. */
const { chromium } = asked()
const page = await startBusyPage()
const browser = await startBrowser(chromium)
introduce(
  `A first visit: ${busyWords}, loaded in Chromium ${browser.version}. Bodies as they are sent; what the browser fetches is found by loading the page.`,
)
const withScripts = await browser.visit(page.candor.url, { hasScripts: true })
const without = await browser.visit(page.candor.url, { hasScripts: false })
const html = await ask(page.candor.url, brotli)
const paint = await browser.requestsBeforePaint(page.candor.url)

heading('Everything that is fetched')
for (const { path, encoding, bytes } of withScripts) row(`${path} (${encoding})`, bytes / kb, 'KB')
row('together, with live.js', sizeOf(withScripts) / kb, 'KB', atMost(18, 'KB'))
row('together, without JavaScript', sizeOf(without) / kb, 'KB', atMost(14, 'KB'))
row(
  'together, without live.js alone',
  sizeOf(withScripts.filter(({ path }) => path !== '/live.js')) / kb,
  'KB',
  atMost(14, 'KB'),
)
row('HTML alone', html.body.length / kb, 'KB', atMost(12, 'KB'))
row('HTML alone, not compressed', (await ask(page.candor.url, {})).body.length / kb, 'KB')
row('heads of all answers', withScripts.reduce((sum, { headBytes }) => sum + headBytes, 0) / kb, 'KB')
heading('Before the first paint')
row('requests that it needs', paint.requests, '', exactly(1))
row('the first paint, from the beginning of the visit', paint.ms, 'ms')
await browser.close()
await page.stop()

function sizeOf(fetched: readonly Fetched[]): number {
  return fetched.reduce((sum, { bytes }) => sum + bytes, 0)
}
