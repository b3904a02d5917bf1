import { expect, test } from 'vitest'
import { readHistory } from './history-pages.ts'
import type { Source } from './source.ts'

function monthsOf(first: number, code: string | null) {
  const names = ['January', 'December', 'November']
  return names.map((name, index) => ({
    name,
    year: 2026 - first,
    incidents: code === null || index > 0 ? [] : [{ code, name: 'Down', timestamp: 'Jan 9, 08:00 - 09:00 UTC' }],
  }))
}

function sourceOf(page: (number: number) => unknown): Source & { asked: number[] } {
  const asked: number[] = []
  return {
    name: 'https://status.larkfield.example',
    host: 'status.larkfield.example',
    isRemote: true,
    asked,
    listIncidents: () => Promise.resolve([]),
    read: (file) => {
      const number = Number(/\d+/.exec(file)?.[0])
      asked.push(number)
      const document = page(number)
      return Promise.resolve(document === null ? null : JSON.stringify(document))
    },
  }
}

test('pages are read until there is none', async () => {
  const source = sourceOf((number) => (number > 3 ? null : { months: monthsOf(number, `code${number}`) }))
  const history = await readHistory(source, () => undefined)
  expect(history?.codes).toEqual(['code1', 'code2', 'code3'])
  expect(source.asked).toEqual([1, 2, 3, 4])
})

test('a host that gives the same page for every number is asked twice', async () => {
  const source = sourceOf(() => ({ months: monthsOf(1, 'code1') }))
  expect((await readHistory(source, () => undefined))?.months).toHaveLength(3)
  expect(source.asked).toEqual([1, 2])
})

test('a year without an incident is the end', async () => {
  const source = sourceOf((number) => ({ months: monthsOf(number, number === 1 ? 'code1' : null) }))
  await readHistory(source, () => undefined)
  expect(source.asked).toEqual([1, 2, 3, 4, 5])
})

test('a code that would leave its folder is refused', async () => {
  const source = sourceOf(() => ({ months: monthsOf(1, '../../etc/passwd') }))
  await expect(readHistory(source, () => undefined)).rejects.toThrow('history.json: code: expected an id')
})

test('a page without a history has none', async () => {
  expect(
    await readHistory(
      sourceOf(() => null),
      () => undefined,
    ),
  ).toBeNull()
})
