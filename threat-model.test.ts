import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const model = readFileSync(new URL('THREAT_MODEL.md', import.meta.url), 'utf8')
const invariants = model.slice(model.indexOf('## Invariants'))
const rows = invariants.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| it always'))

test('the threat model tells principals, goals, adversities and invariants, in that order', () => {
  const headings = [...model.matchAll(/^## (.+)$/gm)].map((match) => match[1])
  expect(headings).toEqual(['Principals', 'Goals', 'Adversities', 'Invariants'])
})

test('each invariant names tests that hold it, and they are there', () => {
  expect(rows.length).toBeGreaterThan(20)
  const files = rows.map((row) => {
    const [, , heldBy = ''] = row.split('|')
    return [...heldBy.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
  })
  expect(files.filter((named) => named.length === 0)).toEqual([])
  const missing = files.flat().filter((file) => !existsSync(new URL(file, import.meta.url)))
  expect(missing).toEqual([])
})
