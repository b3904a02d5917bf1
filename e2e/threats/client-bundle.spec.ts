import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFiles } from '#db/data-folder'
import { expect, test } from '../fixtures.ts'
import { people } from './principals.ts'

const folder = '.next/static'

/** What stands in a browser's files only if a module of the server came along. */
const ofServer = [
  'better-sqlite3',
  'drizzle-orm',
  'better-auth.secret',
  'node:fs',
  'node:crypto',
  'audit_log',
  'api_tokens',
  'CANDOR_SECRETS_KEY',
  'CANDOR_DATA_DIR',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
]

function files(): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:js|css|json|map)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

test('what browsers are given holds no setting, no key and no module of the server', async ({
  page,
  sharedCandor,
  signIn,
}) => {
  // The key of sessions is made with the first of them.
  await signIn(sharedCandor, page, people.owner)
  const { actionsKey, sessionKey, secretsKey } = dataFiles(sharedCandor.dataDir)
  const ofBuild = dataFiles('data').actionsKey
  const secrets = [actionsKey, sessionKey, secretsKey, ofBuild]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').trim())
  expect(secrets.length).toBeGreaterThan(0)
  const found = files()
  expect(found.length).toBeGreaterThan(5)
  for (const { name, text } of found) {
    for (const forbidden of [...ofServer, ...secrets, process.cwd()]) {
      expect(text.includes(forbidden), `${name}: ${forbidden.slice(0, 40)}`).toBe(false)
    }
  }
  // Files of public/ that everybody is given, too.
  for (const name of readdirSync('public'))
    expect(readFileSync(join('public', name), 'latin1')).not.toContain('CANDOR_')
})
