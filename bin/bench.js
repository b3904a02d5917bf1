// `npm run bench [-- name…]`: builds what is old, runs the measurements in bench/, each in a process of its own,
// and writes what they print to bench/RESULTS.md. With `--seconds` or `--rounds` it is a try, which writes nothing.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withSection } from './results.js'
import { buildIfOld, install, root, say } from './workspace.js'

// The last major version that runs on Node 20. Its 185 MB are needed by one bench, so whoever only tests has none of them.
const lighthouseVersion = '12.8.2'
const results = join(root, 'bench/RESULTS.md')

const { values: options, positionals: wanted } = parseArgs({
  options: { seconds: { type: 'string' }, rounds: { type: 'string' } },
  allowPositionals: true,
})
const all = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  say(`There is no bench called ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(2)
}
const names = wanted.length > 0 ? wanted : all
const chromium =
  process.env.CHROMIUM ||
  ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-headless-shell'].find(existsSync)

install()
const { build } = await import('esbuild')
await buildIfOld('build', async () => {
  const { buildAll } = await import('./build.js')
  await buildAll({ isDev: false })
})

/** @type {string[]} */
const failed = []
for (const name of names) {
  say(`\n${name}`)
  const { status, printed } = await run(name)
  if (status !== 0) failed.push(name)
  else if (Object.keys(options).length === 0) {
    const text = existsSync(results) ? readFileSync(results, 'utf8') : ''
    writeFileSync(results, withSection(text, name, printed))
  }
}
if (failed.length > 0) say(`\nNot measured to the end: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)

/**
 * @param {string} name
 * @returns {Promise<{ status: number | null, printed: string }>}
 */
async function run(name) {
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${name}.bench.ts`],
    outfile: `dist/bench-${name}.js`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.9',
    packages: 'external',
    logLevel: 'warning',
  })
  const args = Object.entries({
    ...options,
    ...(chromium && { chromium }),
    ...(name === 'lighthouse' && { lighthouse: installLighthouse() }),
  }).flatMap(([option, value]) => [`--${option}`, value])
  const child = spawn(process.execPath, [`dist/bench-${name}.js`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(chromium && { CHROME_PATH: chromium }) },
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    process.stdout.write(text)
    printed += text
  })
  const status = await new Promise((resolve) => child.once('close', resolve))
  return { status, printed }
}

/** Installs Lighthouse in a folder of its own, once. Returns its program. */
function installLighthouse() {
  const folder = join(root, '.cache/lighthouse')
  const module = join(folder, 'node_modules/lighthouse')
  const isThere =
    existsSync(join(module, 'package.json')) &&
    JSON.parse(readFileSync(join(module, 'package.json'), 'utf8')).version === lighthouseVersion
  if (!isThere) {
    say('Installing Lighthouse (once; about 185 MB)…')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    execFileSync('npm', ['install', `lighthouse@${lighthouseVersion}`, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
  }
  return join(module, 'cli/index.js')
}
