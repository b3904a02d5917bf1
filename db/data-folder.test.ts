import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dataFiles, makeDataFolder, readOrMakeKey } from './data-folder.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'candor-'))
})
afterEach(() => rmSync(parent, { recursive: true }))

const modeOf = (path: string) => statSync(path).mode & 0o777

test('the data folder is its owner’s alone, also where it was made by somebody more generous', () => {
  const folder = join(parent, 'new')
  makeDataFolder(folder)
  expect(modeOf(folder)).toBe(0o700)
  chmodSync(folder, 0o755)
  makeDataFolder(folder)
  expect(modeOf(folder)).toBe(0o700)
})

test('each key is made once, of 32 bytes, for its owner’s eyes alone', () => {
  const { sessionKey, actionsKey, secretsKey } = dataFiles(parent)
  const keys = [sessionKey, actionsKey, secretsKey].map((file) => {
    const key = readOrMakeKey(file)
    expect(modeOf(file), file).toBe(0o600)
    expect(readOrMakeKey(file)).toBe(key)
    return key
  })
  for (const key of keys) expect(Buffer.from(key, 'base64')).toHaveLength(32)
  expect(new Set(keys).size).toBe(keys.length)
})
