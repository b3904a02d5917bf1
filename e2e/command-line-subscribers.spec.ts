import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { childEnvironment } from '#config'
import { tellStory } from '#db/demo/story'
import { makeDataFolder } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

/** Runs the built command over a data folder; returns what it printed, or throws what it complained of. */
async function candor(dataDir: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['dist/candor.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...childEnvironment({ CANDOR_DATA_DIR: dataDir, PORT: '3000' }), NODE_ENV: 'production' },
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const status = await ended
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`)
  return stdout
}

const rowOf = (number: number) => `customer${number}@example.com,2026-01-05,contract`

function listFile(lines: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'candor-list-')), 'list.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

test('subscribers are added, listed, found and removed from the terminal', async () => {
  const dataDir = makeDataFolder((db) => void tellStory(db, Date.now()))
  expect(await candor(dataDir, 'subscriber', 'add', 'Noor@Example.com', '--component', 'Checkout')).toMatch(/a letter/)
  expect(await candor(dataDir, 'subscriber', 'add', 'eve@example.com', '--consented')).toBe('They are subscribed.\n')
  expect(await candor(dataDir, 'subscriber', 'list', '--search', 'NOOR')).toMatch(
    /^\w+ {2}unconfirmed .*noor@example\.com\n$/,
  )
  const active = await candor(dataDir, 'subscriber', 'list', '--state', 'active', '--json')
  expect(JSON.parse(active)).toMatchObject([{ email: 'eve@example.com', candor: { state: 'active' } }])
  expect(await candor(dataDir, 'subscriber', 'remove', 'noor@example.com')).toMatch(/Nothing of the address is kept/)
  expect(await candor(dataDir, 'subscriber', 'list')).not.toContain('noor')
  await expect(candor(dataDir, 'subscriber', 'remove', 'noor@example.com')).rejects.toThrow(/Nobody is subscribed with/)
})

test('a large list is looked through first, and imported once', async () => {
  const dataDir = makeDataFolder((db) => void tellStory(db, Date.now()))
  await candor(dataDir, 'subscriber', 'add', 'customer7@example.com', '--consented')
  const numbers = Array.from({ length: 1_000 }, (_, index) => index + 1)
  const file = listFile(['email,consent_date,consent_source', ...numbers.map(rowOf), 'nobody,2026-01-05,x', rowOf(1)])
  const dry = await candor(dataDir, 'subscriber', 'import', file, '--dry-run')
  expect(dry).toContain('999 would be added, 1 known already and left as they are, 2 left out.')
  expect(dry).toContain('Line 1002: ')
  expect(dry).toContain('Line 1003: the same address stands in line 2')
  expect(dry).toContain('A dry run: nothing was changed.')
  const counts = { added: 999, known: 1, invalid: 2, isApplied: true }
  expect(JSON.parse(await candor(dataDir, 'subscriber', 'import', file, '--json'))).toMatchObject(counts)
  const again = { added: 0, known: 1_000, invalid: 2, isApplied: true }
  expect(JSON.parse(await candor(dataDir, 'subscriber', 'import', file, '--json'))).toMatchObject(again)
  const missing = candor(dataDir, 'subscriber', 'import', listFile(['name,email']))
  await expect(missing).rejects.toThrow(/Missing: consent_date, consent_source/)
  await expect(candor(dataDir, 'subscriber', 'import', '/no/such/file.csv')).rejects.toThrow(/There is no file/)
})
