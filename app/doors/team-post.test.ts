import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { overrideConfig } from '#config'
import { setConnection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { teamPost } from './team-post.ts'

/** Sessions are signed with a key of the folder of data. */
const dataDir = mkdtempSync(join(tmpdir(), 'candor-'))
beforeAll(() => overrideConfig({ dataDir }))
afterAll(() => rmSync(dataDir, { recursive: true }))
afterEach(() => setConnection(null))

const post = teamPost(z.object({ a: z.string() }), () => ({ done: true }))

function request(headers: Record<string, string>): Request {
  return new Request('http://localhost/admin/x', { method: 'POST', headers, body: '{"a":"b"}' })
}

test('what comes from another site is refused before anything is read', async () => {
  setConnection(null)
  for (const headers of [{ host: 'localhost' }, { host: 'localhost', origin: 'https://evil.example' }]) {
    expect((await post(request(headers))).status).toBe(403)
  }
})

test('what comes from nobody who is signed in is refused', async () => {
  setConnection(testDatabase())
  const answer = await post(request({ host: 'localhost', origin: 'http://localhost' }))
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ error: 'signed_out' })
})
