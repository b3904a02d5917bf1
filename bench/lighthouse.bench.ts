import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { asked } from './arguments.ts'
import { startBareServer } from './bare-server.ts'
import { busyWords, startBusyPage } from './busy-page.ts'
import { median } from './measure.ts'
import { exactly, heading, introduce, row } from './report.ts'

/** Lighthouse's four scores of the pages that most people see, on a phone. */
const { lighthouse, rounds } = asked({ rounds: 3 })
if (!lighthouse) throw new Error('run this bench by npm run bench, which installs Lighthouse')
const run = promisify(execFile)
const categories = {
  performance: 'Performance',
  accessibility: 'Accessibility',
  'best-practices': 'Best practices',
  seo: 'SEO',
}
const flags = ['--no-sandbox', '--disable-gpu', '--headless=new']
const mostOutput = 64 * 1_024 * 1_024

interface Report {
  lighthouseVersion: string
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; displayValue?: string }>
}

/** As little as a page can be; what it does not reach here, the machine can't give. */
const fewLines = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title><meta name="description" content="A page of a few lines"><main><h1>A page</h1><p>Of a few lines.</p></main></html>`

const page = await startBusyPage()
const yardstick = await startBareServer(page.folder, {
  body: brotliCompressSync(fewLines),
  type: 'text/html; charset=utf-8',
})
const reports: Record<string, Report[]> = { 'The home page': [], 'An open incident': [] }
const bare: Report[] = []
for (let round = 0; round < rounds; round++) {
  bare.push(await audit(yardstick.url))
  reports['The home page']?.push(await audit(page.candor.url))
  reports['An open incident']?.push(await audit(page.candor.url + page.incidentPath))
}
const version = reports['The home page']?.[0]?.lighthouseVersion ?? ''
introduce(
  `Lighthouse ${version}, mobile: ${busyWords}. Medians of ${rounds} runs; whatever took a point in any of them is named.`,
)
for (const [name, of] of Object.entries(reports)) {
  heading(name)
  for (const [id, says] of Object.entries(categories)) {
    const scores = of.map((report) => Math.round((report.categories[id]?.score ?? 0) * 100))
    const reasons = [...new Set(of.flatMap((report) => reasonsFor(report, id)))]
    row(`${says}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`, median(scores), '', exactly(100))
  }
}
heading('A page of a few lines, as a yardstick')
const reasons = [...new Set(bare.flatMap((report) => reasonsFor(report, 'performance')))]
row(
  `Performance${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`,
  median(bare.map((report) => Math.round((report.categories.performance?.score ?? 0) * 100))),
  '',
)
yardstick.stop()
await page.stop()

/** In a process of its own, as anybody would run it; it finds Chromium by `CHROME_PATH`, which `bin/bench.js` sets. */
async function audit(url: string): Promise<Report> {
  const { stdout } = await run(
    process.execPath,
    [
      lighthouse ?? '',
      url,
      '--quiet',
      '--output=json',
      '--no-enable-error-reporting',
      `--only-categories=${Object.keys(categories).join(',')}`,
      `--chrome-flags=${flags.join(' ')}`,
    ],
    { maxBuffer: mostOutput },
  )
  return JSON.parse(stdout) as Report
}

/** The audits of a category that count for it and are not perfect, with what they found; none where it has all its points. */
function reasonsFor({ categories, audits }: Report, id: string): string[] {
  const category = categories[id]
  if (category?.score === 1) return []
  return (category?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `\`${id}\`${audits[id]?.displayValue ? ` (${audits[id].displayValue})` : ''}`)
}
