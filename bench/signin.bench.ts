import { brotli } from './ask.ts'
import { asked } from './arguments.ts'
import { busyWords, connections, startBusyPage } from './busy-page.ts'
import { load, type Load } from './load.ts'
import { median, takeInTurn } from './measure.ts'
import { atLeast, atMost, exactly, heading, introduce, row } from './report.ts'
import { floodSignIn, type Flood } from './sign-in-flood.ts'

/** What customers notice of a flood of sign-ins: nothing much, because one password is looked at at a time. */
const { rounds, seconds } = asked({ rounds: 5, seconds: 5 })

const page = await startBusyPage({ CANDOR_TRUSTED_PROXY: '127.0.0.1' })
introduce(
  `A flood of sign-ins: ${busyWords}. 80 at once with wrong passwords, each from another network address and for another account, while wrk with ${connections} connections reads the home page; with and without in turn, medians of ${rounds} rounds of ${seconds} s.`,
)
const answers = new Map<number, number>()
const loads = await takeInTurn(
  { quiet: () => load(`${page.candor.url}/`, brotli, seconds), flooded: () => loadWhile() },
  rounds,
  1,
)
const of = (side: keyof typeof loads, figure: keyof Load) => median(loads[side].map((one) => one[figure]))
heading('The home page')
row('p99 without a flood', of('quiet', 'p99Ms'), 'ms')
row('p99 under a flood', of('flooded', 'p99Ms'), 'ms')
row('p99, under a flood / without', of('flooded', 'p99Ms') / of('quiet', 'p99Ms'), '', atMost(3))
row('without a flood', of('quiet', 'perSecond'), 'requests/s')
row('under a flood', of('flooded', 'perSecond'), 'requests/s')
row(
  'errors',
  [...loads.quiet, ...loads.flooded].reduce((sum, { errors }) => sum + errors, 0),
  '',
  exactly(0),
)
heading('The sign-ins')
const spent = seconds * (rounds + 1)
row('passwords looked at', (answers.get(200) ?? 0) / spent, 'a second')
row('told to come back (503)', (answers.get(503) ?? 0) / spent, 'a second', atLeast(0))
row(
  'answered in any other way',
  [...answers].reduce((sum, [status, count]) => sum + (status === 200 || status === 503 ? 0 : count), 0),
  '',
  exactly(0),
)
await page.stop()

async function loadWhile(): Promise<Load> {
  const flood: Flood = await floodSignIn(page.candor.url)
  const measured = await load(`${page.candor.url}/`, brotli, seconds)
  await flood.stop()
  for (const [status, count] of flood.answered) answers.set(status, (answers.get(status) ?? 0) + count)
  return measured
}
