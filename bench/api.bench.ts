import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { terminal } from '#db/demo/actors'
import { openIncident } from '#domain/incidents/incidents'
import { readPage } from '#domain/page'
import { createToken } from '#domain/tokens/tokens'
import { asked } from './arguments.ts'
import { busyWords, connections, startBusyPage } from './busy-page.ts'
import { load, type Load } from './load.ts'
import { median, takeInTurn } from './measure.ts'
import { atLeast, exactly, heading, introduce, row } from './report.ts'

/** The management API of a running Candor, asked by programs: reads, and writes that each leave their audit row. */
const { seconds, rounds } = asked({ seconds: 5, rounds: 3 })
const goals = { readsPerSecond: 800, writesPerSecond: 150 }
/** Updates are posted to so many incidents in turn, so that none grows beyond what a real one has. */
const incidents = 200

introduce(
  `Programs with a token, ${connections} at once, on ${busyWords}. Medians of ${rounds} loads of ${seconds} s, in turn; wrk runs on the same two cores, and every answer passes the edge.`,
)
const { db, candor, folder, stop } = await startBusyPage()
const now = Date.now()
const { token } = createToken(db, terminal, { name: 'Bench', role: 'owner', expiresAt: now + 86_400_000 }, now)
const headers = { Authorization: `OAuth ${token}` }
const page = `${candor.url}/v1/pages/${readPage(db).id}`
const component = db.$client.prepare<[], string>('select id from components').pluck().get() ?? ''
const ids = Array.from({ length: incidents }, (_, index) =>
  openIncident(db, terminal, { title: `Bench ${index}`, isInternal: true }, now),
)
const [incident = ''] = ids

const reads: Record<string, string> = {
  'GET a component': `${page}/components/${component}`,
  'GET all components': `${page}/components`,
  'GET an incident': `${page}/incidents/${incident}`,
  'GET the page': page,
}
const writes: Record<string, string> = {
  'POST an incident': scriptOf('post', 'POST', [`/incidents`], { incident: { name: 'Bench', is_internal: true } }),
  'PATCH an incident (an update)': scriptOf(
    'patch',
    'PATCH',
    ids.map((id) => `/incidents/${id}`),
    { incident: { body: 'Still there.' } },
  ),
  'PATCH a component’s status': scriptOf('status', 'PATCH', [`/components/${component}`], {
    component: { status: 'partial_outage' },
  }),
}

const loads = await takeInTurn<string, Load>(
  {
    yardstick: () => load(`${candor.url}/v1/pages`, {}, seconds),
    ...Object.fromEntries(Object.entries(reads).map(([name, url]) => [name, () => load(url, headers, seconds)])),
    ...Object.fromEntries(
      Object.entries(writes).map(([name, script]) => [name, () => load(page, headers, seconds, script)]),
    ),
  },
  rounds,
)
const inserted = insertsPerSecond()

const perSecond = (name: string) => median((loads[name] ?? []).map((one) => one.perSecond))
heading('Reads')
row('yardstick: a refusal, for which nothing is read', perSecond('yardstick'), 'a second')
for (const name of Object.keys(reads)) row(name, perSecond(name), 'a second', atLeast(goals.readsPerSecond, 'a second'))
heading('Writes')
row('yardstick: a bare insert of one row, each committed', inserted, 'a second')
for (const name of Object.keys(writes)) {
  row(name, perSecond(name), 'a second', atLeast(goals.writesPerSecond, 'a second'))
}
heading('What went wrong')
const failed = Object.entries(loads).flatMap(([name, all]) =>
  name === 'yardstick' ? [] : all.map((one) => one.errors),
)
row(
  'answers that were errors',
  failed.reduce((sum, errors) => sum + errors, 0),
  '',
  exactly(0),
)
await stop()

/** How many rows of nothing the disk takes in a second, each in a transaction of its own. */
function insertsPerSecond(): number {
  db.$client.exec('create table bench_rows (body text)')
  const insert = db.$client.prepare('insert into bench_rows (body) values (?)')
  const startedAt = performance.now()
  let count = 0
  while (performance.now() - startedAt < 1_000) {
    insert.run('a row')
    count++
  }
  return count / ((performance.now() - startedAt) / 1_000)
}

/** A script of wrk that sends one body to some paths in turn. */
function scriptOf(name: string, method: string, paths: readonly string[], body: unknown): string {
  const file = join(folder, `${name}.lua`)
  const base = new URL(page).pathname
  writeFileSync(
    file,
    [
      `local paths = { ${paths.map((path) => JSON.stringify(base + path)).join(', ')} }`,
      'local next = 0',
      'request = function()',
      '  next = next % #paths + 1',
      `  return wrk.format(${JSON.stringify(method)}, paths[next], nil, ${JSON.stringify(JSON.stringify(body))})`,
      'end',
      '',
    ].join('\n'),
  )
  return file
}
