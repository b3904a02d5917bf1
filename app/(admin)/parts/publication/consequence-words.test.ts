import { expect, test } from 'vitest'
import type { Consequence } from '#domain/team/rehearsals'
import { consequenceWords } from './consequence-words.ts'

const base: Consequence = {
  componentId: 'c',
  name: 'Checkout',
  isHidden: false,
  from: 'operational',
  to: 'partial_outage',
  stillHeldBy: [],
}
const other = { incidentId: 'i', title: 'Search fails', isInternal: false, status: 'partial_outage', since: 0 } as const

test.each([
  [base, 'Checkout goes from operational to partial outage.'],
  [{ ...base, from: 'partial_outage', to: 'operational' }, 'Checkout returns to operational.'],
  [
    { ...base, from: 'partial_outage', to: 'partial_outage', stillHeldBy: [other] },
    'Checkout stays at partial outage, held by “Search fails”.',
  ],
  [
    { ...base, from: 'major_outage', to: 'partial_outage', stillHeldBy: [{ ...other, incidentId: null, title: null }] },
    'Checkout goes from major outage to partial outage, held by a status set by hand.',
  ],
  [{ ...base, isHidden: true }, 'Checkout goes from operational to partial outage (hidden: customers don’t see it).'],
] as [Consequence, string][])('a consequence is told in words: %#', (consequence, words) => {
  expect(consequenceWords(consequence)).toBe(words)
})
