import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copiesFolder } from './copies-folder.ts'
import { copyOf } from './copy.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'candor-copies-')), 'copies')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function copy(text: string) {
  const headers = { 'Content-Type': 'text/html' }
  return copyOf({ status: 200, headers, body: Buffer.from(text), freshUntil: 9 }, 'v/1', 7)
}

test('a copy is there after a restart as it was, and readable by its owner alone', async () => {
  await copiesFolder(folder).save('/history?page=2', copy('naïve'))
  const [[key, loaded]] = copiesFolder(folder).load() as [[string, ReturnType<typeof copy>]]
  expect(key).toBe('/history?page=2')
  expect(loaded).toEqual(copy('naïve'))
  expect(statSync(join(folder, readdirSync(folder)[0] ?? '')).mode & 0o777).toBe(0o600)
})

test('of copies that follow each other closely the newest is the one that stays', async () => {
  const copies = copiesFolder(folder)
  await Promise.all([copies.save('/', copy('one')), copies.save('/', copy('two')), copies.save('/', copy('three'))])
  expect(copies.load().map(([, kept]) => kept.answer.body.toString())).toEqual(['three'])
  expect(readdirSync(folder)).toHaveLength(1)
})

test('what can’t be read is no copy, and the others still are', async () => {
  const copies = copiesFolder(folder)
  await copies.save('/', copy('home'))
  writeFileSync(join(folder, 'broken.json'), '{"key":')
  expect(copies.load().map(([key]) => key)).toEqual(['/'])
  expect(copiesFolder(join(folder, 'nowhere')).load()).toEqual([])
})
