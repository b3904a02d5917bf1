import { expect, test } from 'vitest'
import { instantOf } from './fields.ts'
import { pageDocument, parseDocument } from './documents.ts'

test.each([
  ['2026-07-31T09:41:12.334Z', Date.UTC(2026, 6, 31, 9, 41, 12, 334)],
  ['2020-02-14T10:00:00.000+08:00', Date.UTC(2020, 1, 14, 2)],
  ['2026-07-31T09:41:12', Date.UTC(2026, 6, 31, 9, 41, 12)],
  ['2026-07-31 09:41:12 UTC', Date.UTC(2026, 6, 31, 9, 41, 12)],
  ['2026-02-30T09:41:12Z', null],
  ['9999-07-31T09:41:12Z', null],
  ['31 July 2026', null],
  ['1753955000', null],
])('the time %s is read for what it is', (value, instant) => {
  expect(instantOf(value)).toBe(instant)
})

function read(document: unknown) {
  return parseDocument('summary.json', JSON.stringify(document), pageDocument)
}

test('every key may be left out', () => {
  expect(read({})).toEqual({ page: null, components: [], incidents: [], scheduled_maintenances: [] })
  expect(read({ incidents: [{ id: 'a', name: 'Down' }] }).incidents[0]).toMatchObject({
    status: null,
    impact: null,
    incident_updates: [],
    components: [],
  })
})

test('a field of another kind is named', () => {
  expect(() => read([])).toThrow('summary.json: expected an object')
  expect(() => read({ incidents: {} })).toThrow('summary.json: incidents: expected a list')
  expect(() => read({ incidents: [{ name: 'Down' }] })).toThrow('summary.json: incidents[0].id: expected a text')
  expect(() =>
    read({ components: [{ name: 'API', position: 'first', start_date: '2024-02-31', group: 'maybe' }] }),
  ).toThrow(
    [
      'summary.json: components[0].position: expected a number',
      'summary.json: components[0].start_date: expected a date',
      'summary.json: components[0].group: expected true or false',
    ].join('\n'),
  )
})

test('a key of the language itself changes nothing but its own object', () => {
  const json = '{"__proto__":{"polluted":1},"incidents":[{"id":"a","name":"Down","__proto__":{"status":"resolved"}}]}'
  const { incidents } = parseDocument('summary.json', json, pageDocument)
  expect(incidents[0]?.status).toBeNull()
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('a list that says in words that it is empty is empty', () => {
  const affected_components = [{ name: 'No components were affected by this update.' }, { name: 'API' }]
  const incident_updates = [{ display_at: '2026-07-31T09:41:12Z', affected_components }]
  const { incidents } = read({ incidents: [{ id: 'a', name: 'Down', incident_updates }] })
  expect(incidents[0]?.incident_updates[0]?.affected_components.map((one) => one.name)).toEqual(['API'])
})
