import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('.', import.meta.url))

/** A project in small that breaks a rule in each file: what it holds, and what the rule says of it. */
const offences: [file: string, text: string, from: string, to: string][] = [
  ['app/a.ts', "import '#worker/a'", 'imports of ^app/', 'worker/a.ts'],
  ['app/b.ts', "import '#db/migrate'", 'imports of ^app/', 'db/migrate.ts'],
  ['auth/a.ts', "import '../app/c.ts'", 'imports of ^auth/', 'app/c.ts'],
  [
    'components/a.tsx',
    "import { connection } from '#db/connection'\nconnection()",
    'imports of ^components/',
    'db/connection.ts',
  ],
  [
    'components/b.tsx',
    "import { openIncident } from '#domain/incidents/incidents'\nopenIncident()",
    'components know the domain’s types and pure files only',
    'domain/incidents/incidents.ts',
  ],
  ['domain/a.ts', "import '#app/c'", 'imports of ^domain/', 'app/c.ts'],
  ['domain/b.ts', "import type { Connection } from '#db/connection'", 'imports of ^domain/', 'db/connection.ts'],
  ['domain/c.ts', "import 'react'", 'packages of ^domain/', 'react'],
  [
    'domain/d.ts',
    "import Database from 'better-sqlite3'\nnew Database('')",
    'the domain knows the driver’s types only',
    'better-sqlite3',
  ],
  ['domain/e.ts', "import 'node:http'", 'the domain has no network, no disk and no environment', 'node:http'],
  ['domain/f.ts', "import { config } from '#config'\nconfig()", 'imports of ^domain/', 'config.ts'],
  ['edge/a.ts', "import '#domain/incidents/incidents'", 'imports of ^edge/', 'domain/incidents/incidents.ts'],
  ['edge/b.ts', "import 'next'", 'packages of ^edge/', 'next'],
  ['worker/b.ts', "import '#edge/c'", 'imports of ^worker/', 'edge/c.ts'],
  ['worker/c.ts', "import '#db/migrate'", 'imports of ^worker/', 'db/migrate.ts'],
  ['cli/a.ts', "import '#app/c'", 'imports of ^cli/', 'app/c.ts'],
  ['cli/d.ts', "import '#auth/c'", 'commands load better-auth when they need it: it takes a second', 'auth/c.ts'],
  ['cli/b.ts', "import 'drizzle-orm'", 'packages of ^cli/', 'drizzle-orm'],
  ['mirror/a.ts', "import '#edge/c'", 'imports of ^mirror/', 'edge/c.ts'],
  ['net/a.ts', "import '../domain/incidents/incidents.ts'", 'imports of ^net/', 'domain/incidents/incidents.ts'],
  ['db/a.ts', "import '#domain/incidents/incidents'", 'imports of ^db/(?!demo/)', 'domain/incidents/incidents.ts'],
  ['db/demo/a.ts', "import '../../app/c.ts'", 'imports of ^db/demo/', 'app/c.ts'],
  ['server.ts', "import '#auth/c'", 'imports of ^(server|app-server)\\.ts$', 'auth/c.ts'],
  ['log.ts', "import '#db/connection'", 'imports of ^log\\.ts$', 'db/connection.ts'],
  ['bin/a.js', "import '../edge/c.ts'", 'imports of ^bin/', 'edge/c.ts'],
  ['app/(public)/a.tsx', "import '../(admin)/b.tsx'", 'public pages reach nothing of the team’s', 'app/(admin)/b.tsx'],
  [
    'app/(public)/b.tsx',
    "import '#domain/incidents/incidents'",
    'public pages reach nothing of the team’s',
    'domain/incidents/incidents.ts',
  ],
  [
    'app/(personal)/a.tsx',
    "import '#domain/incidents/incidents'",
    'personal pages reach what is public and subscriptions',
    'domain/incidents/incidents.ts',
  ],
  ['domain/g.test.ts', "import '../e2e/a.ts'", 'nothing reaches into e2e or bench', 'e2e/a.ts'],
  ['domain/round.ts', "import './trip.ts'", 'no cycles', 'domain/trip.ts'],
  ['domain/lost.ts', "import './nowhere.ts'", 'every import is there', './nowhere.ts'],
]

/** What keeps every rule, and what the offending files reach for. */
const innocent: [file: string, text: string][] = [
  ['app/c.ts', "import '#domain/incidents/incidents'\nimport '#db/connection'\nimport '#config'"],
  ['app/(admin)/b.tsx', "import '#domain/incidents/incidents'"],
  [
    'app/(public)/c.tsx',
    "import '#domain/public/status-page'\nimport type { Incident } from '#domain/incidents/incidents'\nexport type I = Incident",
  ],
  ['auth/c.ts', "import '#domain/incidents/incidents'"],
  [
    'components/c.tsx',
    "import type { Incident } from '#domain/incidents/incidents'\nimport '#domain/status'\nexport type I = Incident",
  ],
  [
    'domain/incidents/incidents.ts',
    "import '#db/schema/incidents'\nimport 'zod'\nimport 'node:crypto'\nexport interface Incident {}\nexport const openIncident = () => {}",
  ],
  ['domain/database.ts', "import type { RunResult } from 'better-sqlite3'\nexport type R = RunResult"],
  ['domain/status.ts', ''],
  ['domain/public/status-page.ts', ''],
  ['domain/trip.ts', "import './round.ts'"],
  ['domain/h.test.ts', "import '#db/demo/story'\nimport '#db/connection'"],
  ['db/schema/incidents.ts', "import 'drizzle-orm'"],
  ['db/connection.ts', "import 'better-sqlite3'\nexport type Connection = string\nexport const connection = () => {}"],
  ['db/migrate.ts', "import '#config'"],
  ['db/demo/story.ts', "import '#domain/incidents/incidents'"],
  ['edge/c.ts', "import '#config'"],
  ['worker/a.ts', "import '#domain/incidents/incidents'\nimport '#db/connection'\nimport '../net/fetch.ts'"],
  ['net/fetch.ts', "import 'undici'\nimport 'node:dns'"],
  ['cli/c.ts', "void import('#auth/c')\nimport '#db/demo/story'"],
  ['e2e/a.ts', "import '../domain/incidents/incidents.ts'"],
  ['app-server.ts', "import '#worker/a'\nimport '#edge/c'"],
  ['config.ts', "import 'zod'\nexport const config = () => {}"],
]

interface Violation {
  from: string
  to: string
  rule: { name: string }
}

let folder: string
let violations: Violation[]
let modules: string[]
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-'))
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [file, text] of [...offences, ...innocent]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '.']
  const { stdout } = spawnSync(process.execPath, [tool, ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  const cruise = JSON.parse(stdout) as { modules: { source: string }[]; summary: { violations: Violation[] } }
  violations = cruise.summary.violations
  modules = cruise.modules.map((module) => module.source)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('dependency-cruiser reads TypeScript: it knows the version of the compiler that is installed', () => {
  expect(modules).toEqual(expect.arrayContaining(['domain/incidents/incidents.ts', 'components/c.tsx']))
})

test.each(offences)('%s may not say: %s', (file, _, rule, to) => {
  const found = violations.filter((violation) => violation.from === file && violation.rule.name === rule)
  expect(found.map((violation) => violation.to).filter((path) => path.includes(to.replace('node:', '')))).not.toEqual(
    [],
  )
})

test('what keeps the rules is left alone', () => {
  const files = innocent.map(([file]) => file).filter((file) => file !== 'domain/trip.ts')
  expect(violations.filter((violation) => files.includes(violation.from))).toEqual([])
})
