import { expect, test } from 'vitest'
import { copyOf, type Copy } from './copy.ts'
import { createMemory } from './memory.ts'

function copy({ bytes = 100, status = 200, usedAt = 0 }): Copy {
  const answer = { status, headers: {}, body: Buffer.alloc(bytes), freshUntil: 0 }
  return { ...copyOf(answer, 'v', 0), usedAt }
}

test('what was used longest ago leaves first, and the newest stays', () => {
  const memory = createMemory(1_000, 10)
  for (let count = 1; count <= 10; count++) memory.put(`/${count}`, copy({ usedAt: count }))
  memory.put('/new', copy({ usedAt: 0 }))
  expect(memory.bytes()).toBeLessThanOrEqual(900)
  expect(memory.get('/1')).toBeUndefined()
  expect(memory.get('/10')).toBeDefined()
  expect(memory.get('/new')).toBeDefined()
})

test('pages that are not there crowd out each other alone', () => {
  const memory = createMemory(1_000_000, 10)
  memory.put('/', copy({ usedAt: 0 }))
  for (let count = 1; count <= 50; count++) memory.put(`/made-up-${count}`, copy({ status: 404, usedAt: count }))
  expect(memory.keys().length).toBeLessThanOrEqual(11)
  expect(memory.get('/')).toBeDefined()
  expect(memory.get('/made-up-50')).toBeDefined()
})
