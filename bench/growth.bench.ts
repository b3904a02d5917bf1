import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { generateLargePage } from '#db/demo/large-page'
import { readStatusPage } from '#domain/public/status-page'
import { asked } from './arguments.ts'
import { temporaryFolder } from './busy-page.ts'
import { openForBench, startForBench } from './candor.ts'
import { measureInTurn } from './measure.ts'
import { atMost, heading, introduce, kb, row, table } from './report.ts'

/** The home page as its history grows, and as its components do; the last 90 days hold the same incidents in all of them. */
const { rounds } = asked({ rounds: 15 })
const windowsEach = 20
const histories = [100, 1_000, 10_000].map((incidents) => ({ incidents, components: 30 }))
const widths = [10, 30, 100, 300].map((components) => ({ incidents: 1_000, components }))

interface Size {
  incidents: number
  components: number
}

interface Grown extends Size {
  stored: number
  html: number
  bareMs: number
  readMs: number
  renderMs: number
}

const folder = temporaryFolder()
introduce(
  `The home page as it grows: ${windowsEach} impact windows an incident, the last 90 days alike. The read is the one behind the page; the render is the app's whole answer, as the edge asks for it; the yardstick beside it is a page of a few lines. Medians of ${rounds}, in turn.`,
)
const old = await measure('As history grows', histories)
const wide = await measure('As components grow', widths)

heading('What it grows with')
const [least, most] = endsOf(old)
row(`read, ${words(most)} against ${words(least)}`, most.readMs / least.readMs, '', atMost(1.2))
row('render, the same', most.renderMs / least.renderMs, '', atMost(1.2))
const [narrow, widest] = endsOf(wide)
row(`HTML, ${widest.components} components against ${narrow.components}`, widest.html / narrow.html, '×')
row('render, the same', widest.renderMs / narrow.renderMs, '×')
row('render a KB of HTML, the same', widest.renderMs / widest.html / (narrow.renderMs / narrow.html), '', atMost(1.2))
rmSync(folder, { recursive: true, force: true })

async function measure(title: string, sizes: readonly Size[]): Promise<Grown[]> {
  const pages = []
  for (const size of sizes) pages.push(await serve(size))
  const runs = pages.flatMap(({ name, db, candor }) => [
    [`${name} bare`, () => candor.render('/no-such-page')],
    [`${name} read`, () => readStatusPage(db, Date.now())],
    [`${name} render`, () => candor.render('/')],
  ])
  const times = await measureInTurn(Object.fromEntries(runs) as Record<string, () => unknown>, rounds, 5)
  const grown: Grown[] = []
  for (const { name, size, db, candor } of pages) {
    const time = (what: string) => times[`${name} ${what}`] ?? NaN
    const stored = Number(db.$client.prepare('select count(*) from impact_windows').pluck().get())
    const html = Buffer.byteLength(await candor.render('/'))
    grown.push({ ...size, stored, html, bareMs: time('bare'), readMs: time('read'), renderMs: time('render') })
    await candor.stop()
    db.$client.close()
  }
  table(
    title,
    ['incidents', 'components', 'windows stored', 'HTML, KB', 'read, ms', 'render, ms', 'a page of a few lines, ms'],
    grown.map((one) => [
      one.incidents,
      one.components,
      one.stored,
      one.html / kb,
      one.readMs,
      one.renderMs,
      one.bareMs,
    ]),
  )
  return grown
}

async function serve(size: Size) {
  const name = `${size.incidents}-${size.components}`
  const dataDir = mkdtempSync(join(folder, name))
  const now = Date.now()
  const db = openForBench(dataDir, now)
  generateLargePage(db, { ...size, windows: size.incidents * windowsEach, seed: 1, endsAt: now })
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
  return { name, size, db, candor: await startForBench(dataDir) }
}

function endsOf(grown: readonly Grown[]): [Grown, Grown] {
  return [grown[0] as Grown, grown.at(-1) as Grown]
}

function words({ incidents }: Size): string {
  return `${incidents.toLocaleString('en-GB')} incidents`
}
