import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bucketTarget } from './bucket-target.ts'
import type { Target } from './target.ts'

let folder: string
let s3: S3rver
let target: Target

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-s3-'))
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'status-mirror' }],
  })
  const { port } = await s3.run()
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER')
  target = bucketTarget({
    bucket: 'status-mirror',
    prefix: 'status/',
    endpoint: `http://127.0.0.1:${port}`,
    region: null,
  })
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await s3.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a file is written, read, replaced and removed; what is not there is null', async () => {
  expect(await target.read('index.html')).toBeNull()
  await target.write('index.html', Buffer.from('<p>one'), 'text/html; charset=utf-8')
  await target.write('index.html', Buffer.from('<p>two'), 'text/html; charset=utf-8')
  expect((await target.read('index.html'))?.toString()).toBe('<p>two')
  await target.remove('index.html')
  expect(await target.read('index.html')).toBeNull()
})

test('a bucket that is not there is an error, not an empty mirror', async () => {
  const lost = bucketTarget({ bucket: 'no-such-bucket', prefix: '', endpoint: 'http://127.0.0.1:9', region: null })
  await expect(lost.read('index.html')).rejects.toThrow()
})
