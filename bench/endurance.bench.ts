import { setTimeout as rest } from 'node:timers/promises'
import { brotli } from './ask.ts'
import { asked } from './arguments.ts'
import { busyWords, connections, startBusyPage } from './busy-page.ts'
import { load } from './load.ts'
import { mean, p99 } from './measure.ts'
import { startReaders } from './readers.ts'
import { atMost, exactly, heading, introduce, row } from './report.ts'
import { prepareUpdates } from './updates.ts'

/** A long time at full load with an update each second: memory must not grow, and nothing may fail. */
const { seconds } = asked({ seconds: 600 })
const everyMs = 1_000

const page = await startBusyPage()
const post = prepareUpdates(page.db)
introduce(
  `Endurance: ${busyWords}, under the load of wrk with ${connections} connections for ${seconds} s, with an update each second. Memory is that of both processes, pages that both map counted once.`,
)
const atRest = page.candor.memoryMb()
let isOver = false
const loading = load(`${page.candor.url}/`, brotli, seconds).finally(() => (isOver = true))
const readers = startReaders(page.candor.url, ['/'])
const memory: number[] = []
let updates = 0
while (!isOver) {
  const nextAt = performance.now() + everyMs
  updates = post().number
  readers.committed(updates)
  await rest(everyMs / 2)
  memory.push(page.candor.memoryMb())
  await rest(Math.max(0, nextAt - performance.now()))
}
const { perSecond, p99Ms, errors } = await loading
const seen = await readers.stop()

const third = Math.floor(memory.length / 3)
const first = mean(memory.slice(0, third))
const last = mean(memory.slice(-third))
heading(`${seconds} s at full load, ${updates} updates`)
row('memory before', atRest, 'MB')
row('memory in the first third, mean', first, 'MB')
row('memory in the last third, mean', last, 'MB')
row('memory at most', Math.max(...memory), 'MB')
row('last third / first third', last / first, '', atMost(1.1))
row('answers that failed', errors + seen.failed, '', exactly(0))
row('errors in the log', page.candor.errors.length, '', exactly(0))
row(`answers that were older than one before, of ${seen.answers}`, seen.older, '', exactly(0))
row('requests answered', Math.round(perSecond * seconds), '')
row('requests/s', perSecond, '')
row('p99 of all answers, those that waited for a render included', p99Ms, 'ms')
row('from a commit to the first answer that shows it, p99', p99(seen.timesMs['/'] ?? []), 'ms')
await page.stop()
