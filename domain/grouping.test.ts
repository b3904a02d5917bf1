import { expect, test } from 'vitest'
import { groupBy } from './grouping.ts'

test('rows stand by their key, in their order', () => {
  const groups = groupBy([3, 1, 4, 6, 5], (number) => (number % 2 === 0 ? 'even' : 'odd'))
  expect([...groups]).toEqual([
    ['odd', [3, 1, 5]],
    ['even', [4, 6]],
  ])
})
