// What the scripts know of the project's folder. Plain JavaScript and Node's own modules only: nothing is installed yet.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stamps = join(root, '.cache')

/** What a build is made from; a change in any of it makes the build old. */
const sources = [
  'app',
  'auth',
  'cli',
  'components',
  'db',
  'domain',
  'edge',
  'mirror',
  'net',
  'public',
  'worker',
  'app-server.ts',
  'bin/build.js',
  'config.ts',
  'log.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.js',
  'server.ts',
  'tsconfig.json',
]

/** Installs the packages of the lock file, unless exactly these are installed. */
export function install() {
  const wanted = digestOf(['package.json', 'package-lock.json']) + process.version
  if (existsSync(join(root, 'node_modules/next')) && readStamp('install') === wanted) return
  say('Installing packages (once; this may take a few minutes)…')
  // NODE_ENV=production would leave out what the build needs. `npm ci` is no choice: it refuses a lock file
  // that lacks another platform's optional package; `--no-save` leaves the lock file as it is.
  const command = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', command, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  writeStamp('install', wanted)
}

/**
 * Runs a build unless its sources have not changed since the last one.
 * @param {string} name
 * @param {() => Promise<void>} build
 */
export async function buildIfOld(name, build) {
  const wanted = digestOf(sources) + process.version
  if (readStamp(name) === wanted) return
  say('Building (once for each version)…')
  await build()
  writeStamp(name, wanted)
}

/** The key that keeps the ids of server actions the same over builds; made once, in the data folder. */
export function actionsKey() {
  const dataDir = resolve(process.env.CANDOR_DATA_DIR || './data')
  const file = join(dataDir, 'actions.key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    chmodSync(dataDir, 0o700)
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** @param {readonly string[]} paths */
function digestOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) addTo(hash, path)
  return hash.digest('hex')
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, `${path}/${name}`)
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(`${path}\n`).update(readFileSync(full))
  }
}

/** @param {string} name */
function readStamp(name) {
  const file = join(stamps, `${name}.stamp`)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/**
 * @param {string} name
 * @param {string} value
 */
function writeStamp(name, value) {
  mkdirSync(stamps, { recursive: true })
  writeFileSync(join(stamps, `${name}.stamp`), value)
}
