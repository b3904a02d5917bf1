// `npm test`: installs what tests need, then runs everything: types, lint, format, import rules, unit, integration, browser.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installFromDebian } from './debian.js'
import { buildIfOld, install, root, say } from './workspace.js'

const results = join(root, '.cache/tests')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
install()
const chromium = findOrInstallChromium()
installServers()

/** What the import rules look at. */
const codeFolders = [
  'app',
  'auth',
  'cli',
  'components',
  'db',
  'domain',
  'edge',
  'mirror',
  'net',
  'worker',
  'server.ts',
  'app-server.ts',
  'config.ts',
  'log.ts',
]

let passed = 0
let failed = 0

run('types of routes', 'node_modules/next/dist/bin/next', ['typegen'])
run('types', 'node_modules/typescript/bin/tsc', ['--noEmit'])
run('lint', 'node_modules/eslint/bin/eslint.js', ['.'])
run('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn'])
run('import rules', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
  '--config',
  '.dependency-cruiser.cjs',
  '--output-type',
  'err',
  ...codeFolders,
])

const unit = join(results, 'unit.json')
node('node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`])
countUnit(unit)

let built = true
try {
  await buildIfOld('build', async () => {
    const { buildAll } = await import('./build.js')
    await buildAll({ isDev: false })
  })
} catch (error) {
  built = false
  failed++
  say(`✗ build: ${String(error)}`)
}
if (built) {
  const browser = join(results, 'browser.json')
  node('node_modules/@playwright/test/cli.js', ['test', ...process.argv.slice(2)], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: browser,
    CHROMIUM: chromium,
  })
  countBrowser(browser)
}

writeFileSync(join(results, 'summary.json'), JSON.stringify({ passed, failed }))
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

/**
 * One check that passes or fails as a whole.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 */
function run(name, program, args) {
  const isGood = node(program, args) === 0
  if (isGood) passed++
  else failed++
  say(`${isGood ? '✓' : '✗'} ${name}`)
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 */
function node(program, args, environment = {}) {
  return spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment, NODE_ENV: 'test' },
  }).status
}

/** @param {string} file */
function countUnit(file) {
  if (!existsSync(file)) {
    failed++
    return say('✗ unit tests did not run')
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  // A file that can't be loaded fails without a test of its own.
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  failed += report.numFailedTests + brokenFiles
  say(`unit: ${report.numPassedTests} passed, ${report.numFailedTests + brokenFiles} failed`)
}

/** @param {string} file */
function countBrowser(file) {
  if (!existsSync(file)) {
    failed++
    return say('✗ browser tests did not run')
  }
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'))
  passed += stats.expected
  failed +=
    stats.unexpected + stats.flaky + stats.skipped + (stats.expected === 0 ? Math.max(1, errors.length) : errors.length)
  say(`browser: ${stats.expected} passed, ${stats.unexpected + stats.flaky} failed`)
}

/**
 * Where Chromium is. Its headless shell draws the same pages without a browser's own windows, in a third of the
 * time: the system's, else Debian's package where this user may install it. Else whatever Chromium there is, else
 * Playwright's own download, which is the shell as well.
 */
function findOrInstallChromium() {
  const shell = '/usr/bin/chromium-headless-shell'
  if (existsSync(shell)) return shell
  installFromDebian('Chromium for the browser tests', ['chromium-headless-shell', 'fonts-dejavu-core'])
  if (existsSync(shell)) return shell
  const browsers = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  const found = browsers.find((place) => existsSync(place))
  if (found) return found
  say('Downloading Chromium for the browser tests…')
  const download = [join(root, 'node_modules/playwright/cli.js'), 'install', '--only-shell', 'chromium']
  const { status } = spawnSync(process.execPath, download, { stdio: ['ignore', 2, 2] })
  if (status !== 0)
    say('Chromium could not be installed. Install it by hand, as Debian’s package chromium-headless-shell for example.')
  return ''
}

/** nginx, Varnish and Alertmanager, which some tests start from their own packages; without the first two those tests fail and say so. */
function installServers() {
  const places = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  const programs = {
    nginx: 'nginx-light',
    varnishd: 'varnish',
    'prometheus-alertmanager': 'prometheus-alertmanager',
  }
  const missing = Object.entries(programs).filter(([name]) => !places.some((place) => existsSync(join(place, name))))
  if (missing.length === 0) return
  const names = missing.map(([name]) => name).join(' and ')
  if (
    !installFromDebian(
      `${names} for the tests`,
      missing.map(([, name]) => name),
    )
  ) {
    say(`Install ${names} by hand: the tests of caches before the page and of alerts start them.`)
  }
}
