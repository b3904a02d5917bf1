import { describe, expect, test } from 'vitest'
import { DomainError } from '#domain/errors'
import {
  atOwnField,
  fieldTime,
  linesField,
  shownOf,
  touchedTimes,
  windowFieldName,
  windowsIn,
} from './window-fields.ts'

const zone = 'Europe/Berlin'
const startedAt = Date.UTC(2026, 10, 24, 13, 5, 9, 250)
const endedAt = Date.UTC(2026, 10, 24, 14)
const row = { id: 'w1', componentId: 'c1', status: 'major_outage', startedAt, endedAt } as const
const shown = {
  componentId: 'c1',
  status: 'major_outage',
  startedAt: '2026-11-24T14:05:09',
  endedAt: '2026-11-24T15:00',
}

const span = { startedAt: startedAt - 3_600_000 + 7, resolvedAt: endedAt + 3_600_000 + 7 }

type Typed = Partial<typeof shown> & { isWithdrawn?: string }

function formOf(lines: Record<string, Typed>): FormData {
  const form = new FormData()
  for (const [key, typed] of Object.entries(lines)) {
    form.append(linesField, key)
    form.append(windowFieldName(key, 'shown'), shownOf(shown))
    for (const [field, value] of Object.entries({ ...shown, ...typed })) {
      form.append(windowFieldName(key, field as keyof typeof shown), value)
    }
  }
  return form
}

test('a time is shown to the minute, and to the second where it has seconds', () => {
  expect([fieldTime(startedAt, zone), fieldTime(endedAt, zone), fieldTime(null, zone)]).toEqual([
    '2026-11-24T14:05:09',
    '2026-11-24T15:00',
    '',
  ])
})

describe('the table that a form sent', () => {
  test('keeps what was not touched to the millisecond', () => {
    const { id, ...rest } = row
    expect(windowsIn(formOf({ w1: {} }), [row], span, zone)).toEqual([{ id, ...rest, isWithdrawn: false }])
  })

  test('keeps what somebody else corrected meanwhile, where its sender did not touch it', () => {
    const corrected = { ...row, startedAt: startedAt - 1, status: 'partial_outage' as const }
    expect(windowsIn(formOf({ w1: { endedAt: '2026-11-24T15:01' } }), [corrected], span, zone)).toEqual([
      { ...corrected, endedAt: endedAt + 60_000, isWithdrawn: false },
    ])
  })

  test('has what was typed, an empty end for what lasts, and what is withdrawn', () => {
    const typed = { componentId: 'c2', status: 'partial_outage', startedAt: '2026-11-24T14:00', endedAt: '' }
    expect(windowsIn(formOf({ w1: { ...typed, isWithdrawn: 'on' } }), [row], span, zone)).toEqual([
      {
        id: 'w1',
        componentId: 'c2',
        status: 'partial_outage',
        startedAt: endedAt - 3_600_000,
        endedAt: null,
        isWithdrawn: true,
      },
    ])
  })

  test('has no id for a line that was added', () => {
    expect(windowsIn(formOf({ 'new-1': {} }), [row], span, zone)).toMatchObject([
      { id: null, componentId: 'c1', endedAt },
    ])
  })

  test('begins and ends with its incident to the millisecond', () => {
    const typed = { startedAt: '2026-11-24T13:05:09', endedAt: '2026-11-24T16:00' }
    expect(windowsIn(formOf({ 'new-1': typed }), [row], span, zone)).toMatchObject([
      { startedAt: span.startedAt, endedAt: span.resolvedAt },
    ])
  })

  test.each([
    ['no time', { startedAt: 'yesterday' }, 'window:w1:startedAt'],
    ['no status', { status: '' }, 'window:w1:status'],
  ])('is refused beside the field with %s', (_name, typed, field) => {
    expect(() => windowsIn(formOf({ w1: typed }), [row], span, zone)).toThrow(expect.objectContaining({ field }))
  })

  test('tells which of its times were touched', () => {
    expect(touchedTimes(formOf({ w1: {}, w2: { endedAt: '' } }))).toEqual(['window:w2:endedAt'])
  })
})

test('what the domain says of a line stands beside the line’s own field', () => {
  const form = formOf({ w1: {}, 'new-1': {} })
  const error = new DomainError('invalid', 'It overlaps.', 'windows.1.startedAt')
  expect(atOwnField(form, error)).toMatchObject({
    code: 'invalid',
    message: 'It overlaps.',
    field: 'window:new-1:startedAt',
  })
  const other = new DomainError('invalid', 'Say why.', 'reason')
  expect(atOwnField(form, other)).toBe(other)
})
