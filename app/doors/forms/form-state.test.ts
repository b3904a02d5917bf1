import { expect, test } from 'vitest'
import { idle, saidFields, typed, typedValues } from './form-state.ts'

function formOf(entries: [string, string | Blob][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test('what was typed is kept by field, repeated fields whole', () => {
  const form = formOf([
    ['title', 'Checkout fails'],
    ['componentIds', 'a'],
    ['componentIds', 'b'],
    ['body', ''],
  ])
  expect(typedValues(form)).toEqual({ title: ['Checkout fails'], componentIds: ['a', 'b'], body: [''] })
})

test('passwords, files and the framework’s own fields are never repeated', () => {
  const form = formOf([
    ['password', 'secret'],
    ['currentPassword', 'secret'],
    ['newPassword', 'secret'],
    ['$ACTION_REF_1', 'x'],
    ['file', new Blob(['x'])],
    ['email', 'dana@acme.example'],
  ])
  expect(typedValues(form)).toEqual({ email: ['dana@acme.example'] })
})

test('a field shows what was typed, also where it was emptied, and else what stood there before', () => {
  expect(typed({ name: ['Checkout'] }, 'name', 'Search')).toBe('Checkout')
  expect(typed({ name: [''] }, 'name', 'Search')).toBe('')
  expect(typed({}, 'name', 'Search')).toBe('Search')
})

test('a form begins with nothing wrong and nothing said', () => {
  expect(idle()).toMatchObject({ status: 'idle', message: null, errors: {}, values: {}, data: null, goTo: null })
  expect(idle()).toMatchObject({ stale: null, isSpent: false, sentBeforeTo: null })
})

test('what a form says is the same whatever its key and whatever its sender saw', () => {
  const said = saidFields(
    formOf([
      ['title', 'Checkout fails'],
      ['formKey', 'k1'],
      ['seen', 'u1'],
      ['password', 'x'],
    ]),
  )
  expect(said).toEqual([['title', 'Checkout fails']])
  expect(saidFields(formOf([['intent', 'look']]))).toEqual(saidFields(formOf([['intent', 'publish']])))
  expect(saidFields(formOf([['intent', 'approve']]))).toEqual([['intent', 'approve']])
  expect(saidFields(formOf([['logo', new File(['x'], 'logo.svg', { lastModified: 7 })]]))).toEqual([
    ['logo', 'logo.svg 1 7'],
  ])
})
