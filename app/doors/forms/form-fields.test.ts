import { expect, test } from 'vitest'
import { chosenStatuses, componentFieldName, isTicked, textOf, textsOf } from './form-fields.ts'

test('fields are read by name, and what is not there is empty', () => {
  const form = new FormData()
  form.append('title', 'Checkout fails')
  form.append('isInternal', 'on')
  form.append('componentIds', 'a')
  form.append('componentIds', 'b')
  form.append('file', new Blob(['x']))
  expect(textOf(form, 'title')).toBe('Checkout fails')
  expect(textOf(form, 'file')).toBe('')
  expect(textOf(form, 'nothing')).toBe('')
  expect([isTicked(form, 'isInternal'), isTicked(form, 'isHidden')]).toEqual([true, false])
  expect(textsOf(form, 'componentIds')).toEqual(['a', 'b'])
})

test('a component whose field is left empty keeps its status', () => {
  const form = new FormData()
  form.append(componentFieldName('checkout'), 'partial_outage')
  form.append(componentFieldName('search'), '')
  form.append('title', 'Checkout fails')
  expect(chosenStatuses(form)).toEqual([{ componentId: 'checkout', status: 'partial_outage' }])
})
