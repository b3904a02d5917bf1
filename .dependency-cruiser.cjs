/**
 * Who may import whom. A folder that is named below reaches only what stands beside it; tests are
 * exempt, except that nothing reaches into e2e. ARCHITECTURE.md says why.
 */
/** Tests, and trials: what several tests of a folder set up. */
const tests = '(\\.test\\.tsx?|-trial\\.ts)$'
const everywhere =
  '^(app|auth|bench|bin|cli|components|db|domain|e2e|edge|mirror|net|worker)/|^(config|log|server|app-server)\\.ts$'
const ground = ['^config\\.ts$', '^log\\.ts$']
/** Pure files of the domain: components and client islands may call them, since they read no database. */
const pureDomain =
  '^domain/(calendar|grouping|headline|messages/message-kinds|status|text|uptime|zone-names|incidents/promises|reports/reports|public/moment/problem-words|subscriptions/choice-words)\\.ts$'

/** Folder → what of the project it may import, besides itself. */
const mayImport = {
  '^app/': ['^components/', '^domain/', '^auth/', '^db/connection\\.ts$', ...ground],
  '^auth/': ['^domain/', '^db/', '^net/', ...ground],
  '^components/': ['^domain/'],
  '^domain/': ['^db/schema/'],
  '^edge/': ground,
  '^mirror/': ground,
  '^net/': ground,
  '^worker/': ['^components/', '^domain/', '^db/(connection|data-folder|sealed)\\.ts$', '^mirror/', '^net/', ...ground],
  // The command line also opens, copies and fills databases.
  '^cli/': ['^auth/', '^domain/', '^db/', '^mirror/', '^net/', ...ground],
  '^db/(?!demo/)': ['^db/', '^config\\.ts$'],
  // The demo's story is told through the domain, so that it can hold nothing that the domain would refuse.
  '^db/demo/': ['^domain/', '^db/'],
  '^(server|app-server)\\.ts$': [
    '^db/',
    '^app/doors/(programs/|retry\\.ts)',
    '^domain/page\\.ts$',
    '^edge/',
    '^worker/',
    '^(server|app-server)\\.ts$',
    ...ground,
  ],
  '^config\\.ts$': [],
  '^log\\.ts$': ['^config\\.ts$'],
  '^bin/': [],
}

/** Folder → the packages that it may import; folders that are not named here choose their own. */
const mayUse = {
  '^domain/': [
    'drizzle-orm',
    'zod',
    'markdown-it',
    'mustache',
    'sanitize-html',
    'temporal-polyfill',
    'better-sqlite3',
    'csv-parse',
    'fast-xml-parser',
    'ical-generator',
    'mailparser',
    're2js',
  ],
  '^db/': ['drizzle-orm', 'better-sqlite3', 'zod'],
  '^edge/': ['better-sqlite3'],
  '^mirror/': ['@aws-sdk/client-s3'],
  '^net/': ['undici'],
  '^components/': ['react', 'next'],
  '^cli/': ['commander', 'fast-xml-parser', 'zod'],
  '^bin/': ['esbuild'],
  '^config\\.ts$': ['zod'],
  '^log\\.ts$': ['pino'],
}

function onlyImports([from, allowed]) {
  return {
    name: `imports of ${from}`,
    severity: 'error',
    from: { path: from, pathNot: tests },
    to: { path: everywhere, pathNot: [from, ...allowed] },
  }
}

function onlyUses([from, packages]) {
  return {
    name: `packages of ${from}`,
    severity: 'error',
    from: { path: from, pathNot: tests },
    to: { path: 'node_modules/', pathNot: `node_modules/(@types/)?(${packages.join('|')})/` },
  }
}

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(onlyImports),
    ...Object.entries(mayUse).map(onlyUses),
    {
      name: 'components know the domain’s types and pure files only',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: '^domain/', pathNot: pureDomain, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the domain knows the driver’s types only',
      severity: 'error',
      from: { path: '^domain/', pathNot: tests },
      to: { path: 'node_modules/(@types/)?better-sqlite3/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the domain has no network, no disk and no environment',
      severity: 'error',
      from: { path: '^domain/', pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'public pages reach nothing of the team’s',
      severity: 'error',
      from: { path: '^app/\\(public\\)/', pathNot: tests },
      to: {
        path: ['^app/\\(admin\\)/', '^auth/', '^domain/'],
        pathNot: [pureDomain, '^domain/(public/[a-z/-]+|text|errors)\\.ts$', '^auth/push-key\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'personal pages reach what is public and subscriptions',
      severity: 'error',
      from: { path: '^app/\\(personal\\)/', pathNot: tests },
      to: {
        path: ['^app/\\(admin\\)/', '^auth/', '^domain/'],
        pathNot: [
          pureDomain,
          '^domain/((public|subscriptions)/[a-z/-]+|text|errors)\\.ts$',
          '^auth/(secrets-key|subscription-vault)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nothing reaches into e2e or bench',
      severity: 'error',
      from: { pathNot: '^(e2e|bench)/' },
      to: { path: '^(e2e|bench)/' },
    },
    {
      name: 'commands load better-auth when they need it: it takes a second',
      severity: 'error',
      from: { path: '^cli/', pathNot: tests },
      to: { path: '^auth/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every import is there',
      severity: 'error',
      from: { pathNot: '^bin/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|dist|data|\\.cache|\\.ci|test-results|playwright-report|next-env\\.d\\.ts)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.d.ts'],
    },
  },
}
