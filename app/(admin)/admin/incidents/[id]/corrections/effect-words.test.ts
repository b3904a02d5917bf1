import { expect, test } from 'vitest'
import type { ComponentEffect, CorrectionEffects } from '#domain/corrections/correction-effects'
import { effectLines } from './effect-words.ts'

const minuteMs = 60_000
const component: ComponentEffect = {
  componentId: 'c',
  name: 'Checkout',
  isHidden: false,
  status: { before: 'operational', after: 'operational' },
  months: [{ year: 2026, month: 11, before: 9993, after: 9988 }],
}
const none: CorrectionEffects = { components: [], duration: null, impact: null }

function words(effects: Partial<CorrectionEffects>): string[] {
  return effectLines({ ...none, ...effects }, 2026).map(({ text }) => text)
}

test('a month’s uptime is told from and to, with the year where it is another', () => {
  const months = [...component.months, { year: 2025, month: 12, before: null, after: 10_000 }]
  expect(words({ components: [{ ...component, months }] })).toEqual([
    'Checkout, November: 99.93 % → 99.88 %',
    'Checkout, December 2025: no data → 100.00 %',
  ])
})

test('a figure that stays says so', () => {
  const months = [{ year: 2026, month: 11, before: 9993, after: 9993 }]
  expect(words({ components: [{ ...component, months }] })).toEqual(['Checkout, November: 99.93 %, as before'])
})

test('a status that changes now comes first, and a hidden component is marked', () => {
  const status = { before: 'major_outage', after: 'operational' } as const
  expect(words({ components: [{ ...component, status, isHidden: true }] })).toEqual([
    'Checkout goes from major outage to operational (hidden: customers don’t see it)',
    'Checkout, November: 99.93 % → 99.88 % (hidden: customers don’t see it)',
  ])
})

test('of many months the oldest are counted', () => {
  const months = Array.from({ length: 9 }, (_, index) => ({ year: 2026, month: 9 - index, before: 9993, after: 9988 }))
  expect(words({ components: [{ ...component, months }] })).toHaveLength(7)
  expect(words({ components: [{ ...component, months }] }).at(-1)).toBe('Checkout: 3 earlier months change, too')
})

test('the length and the impact of the incident are told', () => {
  const duration = { before: 51 * minuteMs, after: 76 * minuteMs, isOver: true }
  expect(words({ duration, impact: { before: 'critical', after: 'minor' } })).toEqual([
    'The incident lasted: 51 minutes → 1 hour 16 minutes',
    'Impact: Critical incident → minor incident',
  ])
  expect(words({ duration: { ...duration, isOver: false } })[0]).toMatch(/^The incident has lasted/)
})
