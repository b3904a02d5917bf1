import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { actorsUnchecked, handlersWithoutDoor, serverActionsWithoutWrapper } from './tidy-syntax.ts'

/** House rules that neither types nor import rules can hold. Each check is a function of one file, and is proved to fail. */
interface Check {
  name: string
  /** Whether the check concerns a path at all. */
  covers: (path: string) => boolean
  /** What breaks the rule, in words or as the offending piece; empty where nothing does. */
  offences: (text: string, path: string) => string[]
  /** A path that the check covers, a text that breaks the rule there, and one that keeps it. */
  proof: { path: string; bad: string[]; good: string[] }
}

const root = fileURLToPath(new URL('.', import.meta.url))
const notOurs = new Set(['node_modules', 'dist', 'data', 'migrations', 'test-results', 'playwright-report', 'coverage'])
const mostLines = 300
const opensTransactions = ['domain/database.ts', 'db/migrate.ts', 'db/audit-chaining.ts']

const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path) || /^(e2e|bench)\//.test(path)
const isCode = (path: string) => /\.(tsx?|[cm]?js)$/.test(path)
const inPublicPages = (path: string) => /^app\/\((?:public|personal)\)\//.test(path)

/** What customers read is made of these tables. */
const publicTables =
  'components|componentGroups|incidents|maintenances|maintenanceComponents|incidentUpdates|updateComponents|impactWindows|corrections|reports|reportVersions|actionItems'
const deletion = new RegExp(
  `\\.delete\\(\\s*(?:${publicTables})\\b|delete from (?:${snakeCased(publicTables)})\\b`,
  'g',
)
/** What a source says of components is replaced with it; an action item goes before anybody outside has read it. */
const mayDelete: Record<string, string[]> = {
  'domain/imports/import.ts': ['updateComponents'],
  'domain/reports/action-items.ts': ['actionItems'],
}

function snakeCased(names: string): string {
  return names.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[0].trim())
}

const checks: Check[] = [
  {
    name: 'only config.ts reads the environment',
    covers: (path) =>
      isCode(path) && !isTest(path) && path !== 'config.ts' && !/^bin\/|^\.ci\/|^[\w-]+\.config\.[jt]s$/.test(path),
    offences: (text) =>
      matches(text, /process\.env|import\.meta\.env|process\[['"]env['"]\]|\benv\b.*from 'node:process'/g),
    proof: {
      path: 'worker/worker.ts',
      bad: ['const port = process.env.PORT', "import { env } from 'node:process'"],
      good: ["import { config } from '#config'"],
    },
  },
  {
    name: 'no page or layout is a client component, and no public page has one',
    covers: (path) => /^app\/.*\/(page|layout|template|default)\.tsx$/.test(path) || inPublicPages(path),
    offences: (text) => matches(text, /^['"]use client['"]/gm),
    proof: { path: 'app/(admin)/admin/page.tsx', bad: ["'use client'\nexport default 1"], good: ['export default 1'] },
  },
  {
    name: 'client components stand in the admin area only',
    covers: (path) => isCode(path) && !path.startsWith('app/(admin)/') && path !== 'tidy.test.ts',
    offences: (text) => matches(text, /^['"]use client['"]/gm),
    proof: { path: 'components/time.tsx', bad: ["'use client'\n"], good: ['// not "use client"'] },
  },
  {
    name: 'no public page waits for scripts: no loading.tsx, Suspense, next/image, notFound() or style prop',
    covers: inPublicPages,
    offences: (text, path) => [
      ...matches(text, /<Suspense|\bSuspense\b.*from 'react'|next\/image|\bnotFound\(|\bstyle=/g),
      ...(basename(path) === 'loading.tsx' ? ['loading.tsx'] : []),
    ],
    proof: {
      path: 'app/(public)/page.tsx',
      bad: ['<Suspense fallback={null}>', "import Image from 'next/image'", 'if (!page) notFound()', '<p style={{}}>'],
      good: ['<main className="page"><img src="/a.svg" alt="" /></main>'],
    },
  },
  {
    name: 'nothing has a style prop: the content security policy forbids it',
    covers: (path) => /^(app|components)\/.*\.tsx$/.test(path),
    offences: (text) => matches(text, /\sstyle=[{"']/g),
    proof: {
      path: 'components/time.tsx',
      bad: ['<p style={{ color }}>', '<p style="x">'],
      good: ['<p className="x">'],
    },
  },
  {
    name: 'every exported server action is built by adminAction or openAction',
    covers: (path) => /^(app|auth|components)\/.*\.tsx?$/.test(path),
    offences: (text, path) => serverActionsWithoutWrapper(text, path),
    proof: {
      path: 'app/(admin)/admin/incidents/actions.ts',
      bad: [
        "'use server'\nexport async function open(form: FormData) {}",
        "'use server'\nexport const open = async () => {}",
        "'use server'\nconst open = adminAction(act)\nexport { open }",
        "'use server'\nexport default adminAction(act)",
        "export async function page() {\n  async function inner() {\n    'use server'\n  }\n}",
      ],
      good: [
        "'use server'\nexport const open = adminAction((context) => null)\nexport type State = string",
        'export function a() {}',
      ],
    },
  },
  {
    name: 'every route handler is built by its door',
    covers: (path) => /^app\/.*\/route\.tsx?$/.test(path),
    offences: (text, path) => handlersWithoutDoor(text, path),
    proof: {
      path: 'app/(api)/healthCheck/route.ts',
      bad: [
        'export function GET() { return new Response() }',
        'export const POST = async () => new Response()',
        "export { GET } from './other.ts'",
      ],
      good: ["export const dynamic = 'force-dynamic'\nexport const GET = endpoint(() => new Response())"],
    },
  },
  {
    name: 'a domain function that takes an actor checks the role first',
    covers: (path) => /^domain\/.*\.ts$/.test(path) && !isTest(path) && path !== 'domain/actor.ts',
    offences: (text, path) => actorsUnchecked(text, path),
    proof: {
      path: 'domain/incidents.ts',
      bad: [
        'export function open(db: Db, actor: Actor, now: number) { return write(db, (tx) => 1) }',
        "export function open(db: Db, actor: Actor) { const a = 1; mustAct(actor, 'owner') }",
        'export const open = (db: Db, actor: Actor) => write(db, (tx) => 1)',
      ],
      good: [
        "export function open(db: Db, actor: Actor) { mustAct(actor, 'owner'); return 1 }",
        'export function insertUpdate(tx: Db, actor: Actor) { return 1 }',
        'export function setUpPage(db: Db, token: string) { return 1 }',
      ],
    },
  },
  {
    name: 'every write transaction is immediate: only write() and the migrations open one',
    covers: (path) => isCode(path) && !isTest(path) && !opensTransactions.includes(path),
    offences: (text) => matches(text, /\.transaction\(|(exec|run|prepare)\(\s*['"`]begin(?! immediate\b)/gi),
    proof: {
      path: 'domain/people.ts',
      bad: ['db.transaction((tx) => tx)', "client.exec('begin')", 'client.exec("BEGIN DEFERRED")'],
      good: ['write(db, (tx) => tx)', "client.exec('begin immediate')"],
    },
  },
  {
    name: 'write() takes the lock at once',
    covers: (path) => path === 'domain/database.ts',
    offences: (text) =>
      matches(text, /\.transaction\([^\n]*/g).filter((call) => !call.includes("behavior: 'immediate'")),
    proof: {
      path: 'domain/database.ts',
      bad: ['return db.transaction((tx) => run(tx))'],
      good: ["return db.transaction((tx) => run(tx), { behavior: 'immediate' })"],
    },
  },
  {
    name: 'the domain never reads the clock',
    covers: (path) => path.startsWith('domain/') && isCode(path) && !isTest(path),
    offences: (text) => matches(text, /Date\.now\(|new Date\(\)|Temporal\.Now|performance\.now/g),
    proof: { path: 'domain/uptime.ts', bad: ['const now = Date.now()', 'new Date()'], good: ['new Date(now)'] },
  },
  {
    name: 'nothing that customers could read is deleted: it is withdrawn, corrected or archived, and stays',
    covers: (path) => isCode(path) && !isTest(path) && !path.startsWith('db/demo/'),
    offences: (text, path) =>
      matches(text, deletion).filter((found) => !(mayDelete[path] ?? []).some((table) => found.endsWith(table))),
    proof: {
      path: 'domain/imports/import.ts',
      bad: ['tx.delete(corrections)', 'tx.delete(impactWindows).where(a)', "prepare('delete from incidents')"],
      good: ['tx.delete(sessions)', 'known.delete(id)', 'tx.delete(updateComponents)'],
    },
  },
  {
    name: `no file has more than ${mostLines} lines`,
    covers: (path) => isCode(path) || path.endsWith('.css'),
    offences: (text) => {
      const lines = text.replace(/\n$/, '').split('\n').length
      return lines > mostLines ? [`${lines} lines`] : []
    },
    proof: { path: 'domain/page.ts', bad: ['\n'.repeat(mostLines + 1)], good: ['\n'.repeat(mostLines)] },
  },
  {
    name: 'no test is left out, is the only one, or sleeps',
    covers: (path) => isTest(path) && path !== 'tidy.test.ts',
    offences: (text) => matches(text, /\.(only|skip|skipIf|runIf|todo|fixme)\(|\.(only|skip|todo)\.|waitForTimeout/g),
    proof: {
      path: 'e2e/incidents.spec.ts',
      bad: ["test.only('a', run)", "describe.skip('a', run)", 'test.skip.each([])', 'await page.waitForTimeout(5)'],
      good: ["test('a', run)", 'await page.waitForURL(/a/)'],
    },
  },
  {
    name: 'nothing silences the compiler or the linter',
    covers: (path) => isCode(path) && !['tidy.test.ts', 'eslint.config.js'].includes(path),
    offences: (text) => matches(text, /@ts-(ignore|nocheck|expect-error)|eslint-disable|ignoreBuildErrors|\bas any\b/g),
    proof: {
      path: 'app/(api)/a.ts',
      bad: ['// @ts-ignore', '/* eslint-disable */', 'x as any'],
      good: ['const x: unknown = 1'],
    },
  },
  {
    name: 'no folder is called by what is left over, and no file is a barrel',
    covers: () => true,
    offences: (_, path) => [
      ...dirname(path)
        .split('/')
        .filter((folder) => /^(lib|utils?|helpers?|common|services?|shared|misc)$/.test(folder)),
      ...(/^index\.[cm]?[jt]sx?$/.test(basename(path)) ? [basename(path)] : []),
    ],
    proof: { path: 'domain/utils/index.ts', bad: [''], good: [] },
  },
]

const files = sources('')

describe.each(checks)('$name', ({ covers, offences, proof }) => {
  test('holds everywhere', () => {
    const found = files
      .filter(({ path }) => covers(path))
      .flatMap(({ path, text }) => offences(text, path).map((offence) => `${path}: ${offence}`))
    expect(found).toEqual([])
  })

  test('is a check that can fail', () => {
    expect(covers(proof.path)).toBe(true)
    for (const bad of proof.bad) expect(offences(bad, proof.path), bad).not.toEqual([])
    for (const good of proof.good) expect(offences(good, proof.path), good).toEqual([])
  })
})

test('the checks see the project', () => {
  const seen = files.map((file) => file.path)
  for (const path of ['config.ts', 'app/(public)/page.tsx', 'domain/database.ts', 'bin/start.js', 'tidy.test.ts']) {
    expect(seen).toContain(path)
  }
})

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || notOurs.has(entry.name)) return []
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return sources(path)
    return isCode(path) || path.endsWith('.css') ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}
