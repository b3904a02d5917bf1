import { expect, test } from 'vitest'
import { keepReturned, readReturned, type ReturnedForm } from './returned-forms.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const form = (email: string): ReturnedForm => ({ status: 422, message: null, errors: {}, values: { email: [email] } })

test('a returned form is there for an hour, for whoever knows its key', () => {
  const key = keepReturned(form('ada@'), '192.0.2.1', now)
  expect(readReturned(key, now + 3_599_999)).toEqual(form('ada@'))
  expect(readReturned(key, now + 3_600_000)).toBeNull()
  expect(readReturned('constructor', now)).toBeNull()
})

test('a flood of forms takes a bounded place, and takes it from those of its own network', () => {
  const ada = keepReturned(form('ada@'), '192.0.2.1', now)
  const keys = Array.from({ length: 320 }, (_, number) => keepReturned(form(`${number}@`), '198.51.100.7', now))
  const left = keys.flatMap((key) => readReturned(key, now)?.values.email?.[0] ?? [])
  expect(readReturned(ada, now)).toEqual(form('ada@'))
  expect(left.length).toBeLessThan(300)
  expect(left).toEqual(keys.map((_, number) => `${number}@`).slice(-left.length))
})
