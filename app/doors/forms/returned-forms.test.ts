import { expect, test } from 'vitest'
import { keepReturned, readReturned, type ReturnedForm } from './returned-forms.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const form = (email: string): ReturnedForm => ({ status: 422, message: null, errors: {}, values: { email: [email] } })

test('a returned form is there for an hour, for whoever knows its key', () => {
  const key = keepReturned(form('ada@'), now)
  expect(readReturned(key, now + 3_599_999)).toEqual(form('ada@'))
  expect(readReturned(key, now + 3_600_000)).toBeNull()
  expect(readReturned('constructor', now)).toBeNull()
})

test('a flood of forms takes a bounded place: the oldest go first', () => {
  const first = keepReturned(form('first@'), now)
  const keys = Array.from({ length: 300 }, (_, number) => keepReturned(form(`${number}@`), now))
  expect(readReturned(first, now)).toBeNull()
  expect(keys.map((key) => readReturned(key, now)?.values.email?.[0])).toEqual(keys.map((_, number) => `${number}@`))
})
