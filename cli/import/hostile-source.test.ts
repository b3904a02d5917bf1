import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { parseFeed } from './atom-feed.ts'
import { incidentDocument, pageDocument, parseDocument } from './documents.ts'
import { openFolder } from './folder-source.ts'
import { ImportError } from './problems.ts'
import { mostBytes } from './source.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** What takes time that grows with the square of a text's length takes minutes here. */
const longestMs = 30_000
const long = 200_000

function feedWith(content: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<feed><entry><published>2026-03-01T10:00:00Z</published><title>Down</title>
    <link rel="alternate" href="https://status.example/incidents/abc"/><content>${escaped}</content></entry></feed>`
}

const begun = `<p><small>Mar <var data-var='date'>1</var>, <var data-var='time'>10:00</var> UTC</small><br><strong>Resolved</strong> - `

test.each([
  ['an update that never ends', `${begun}${' '.repeat(long)}`],
  ['an update with many ends', `${begun}${'</p> '.repeat(long / 5)}x`],
  ['updates that never begin', '<p> '.repeat(long / 4)],
  ['blanks before an update', `<p>${' '.repeat(long)}<small`],
  ['a plan that never ends', `THIS IS A SCHEDULED EVENT ${' '.repeat(long)}`],
])('a feed with %s is read in a time that its length explains', { timeout: longestMs }, (_name, content) => {
  expect(parseFeed(feedWith(content), null).incidents.length).toBeLessThanOrEqual(1)
})

test('a feed whose entities would grow without end is refused', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><feed><entry>&b;</entry></feed>`
  expect(() => parseFeed(bomb, null)).toThrow(ImportError)
  expect(() => parseFeed('<feed>'.repeat(50_000), null)).toThrow(ImportError)
})

test('lists in lists without end are refused, and are no crash', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  expect(() => parseDocument('summary.json', deep, pageDocument)).toThrow(ImportError)
  const inside = `{"components":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`
  expect(() => parseDocument('summary.json', inside, pageDocument)).toThrow(ImportError)
})

test('what names a prototype changes none', () => {
  const json = `{"__proto__":{"isHidden":true},"constructor":{"prototype":{"isHidden":true}},
    "components":[{"id":"abc","name":"API","__proto__":{"status":"major_outage"},"constructor":"x"}]}`
  const [component] = parseDocument('summary.json', json, pageDocument).components
  expect(component).toMatchObject({ id: 'abc', name: 'API', status: null })
  const feed = feedWith('x').replace('<title>', '<__proto__><isHidden>1</isHidden></__proto__><title>')
  try {
    parseFeed(feed, null)
  } catch (error) {
    expect(error).toBeInstanceOf(ImportError)
  }
  expect(({} as { isHidden?: unknown }).isHidden).toBeUndefined()
})

test('a text that is longer than any page’s is refused by its name', () => {
  const json = JSON.stringify({
    incident: { id: 'abc', name: 'Down', incident_updates: [{ body: 'x'.repeat(600_000) }] },
  })
  expect(() => parseDocument('incidents/abc.json', json, incidentDocument)).toThrow(/body.*expected a text/)
})

test('a file that is larger than a document may be is not read, and none beside the folder is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-import-'))
  folders.push(folder)
  writeFileSync(join(folder, 'summary.json'), Buffer.alloc(mostBytes + 1, ' '))
  const source = await openFolder(folder)
  await expect(source.read('summary.json')).rejects.toThrow('has more than 32 MB')
})
