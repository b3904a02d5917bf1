import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { CorrectionChange } from '#domain/corrections/correction-changes'
import type { PublicCorrection } from '#domain/public/corrections'
import { Corrections } from './corrections.tsx'

const minuteMs = 60_000
const now = Date.UTC(2026, 10, 3, 15)
const at = Date.UTC(2026, 10, 3, 14, 20)
const from = Date.UTC(2026, 10, 3, 14, 12)
const to = Date.UTC(2026, 10, 3, 13, 47)
const checkout = { name: 'Checkout', slug: 'checkout' }
const messages = { name: 'Text messages', slug: 'text-messages' }
const update = { id: 'u1', label: 'Investigating', happenedAt: from, bodyFormat: 'markdown' } as const
const times = { status: 'partial_outage', startedAt: from, endedAt: from + 30 * minuteMs } as const

function render(corrections: PublicCorrection[]): string {
  return renderToStaticMarkup(<Corrections corrections={corrections} now={now} timeZone="Etc/UTC" />)
}

function words(changes: CorrectionChange[], overrides: Partial<PublicCorrection> = {}): string {
  const html = render([{ at, reason: 'the logs say so', isMinor: false, changes, ...overrides }])
  return html
    .replace(/<li|<summary|<p>/g, ' $&')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .replace('Corrections', '')
    .trim()
}

describe('a correction in words', () => {
  test.each<[string, CorrectionChange]>([
    [
      'start of Checkout’s partial outage moved from 3 Nov, 14:12 to 13:47 UTC',
      { kind: 'window_start', component: checkout, status: 'partial_outage', from, to },
    ],
    [
      'end of Text messages’ maintenance moved from 3 Nov, 14:12 to 13:47 UTC',
      { kind: 'window_end', component: messages, status: 'under_maintenance', from, to },
    ],
    [
      'Checkout’s major outage ended 14:12 UTC and was shown as lasting',
      { kind: 'window_end', component: checkout, status: 'major_outage', from: null, to: from },
    ],
    [
      'Checkout’s major outage lasts and was shown as ended 14:12 UTC',
      { kind: 'window_end', component: checkout, status: 'major_outage', from, to: null },
    ],
    [
      'Checkout’s major outage changed to partial outage',
      { kind: 'window_status', component: checkout, from: 'major_outage', to: 'partial_outage' },
    ],
    [
      'partial outage from 3 Nov, 14:12 to 14:42 UTC moved from Checkout to Text messages',
      { kind: 'window_component', from: checkout, to: messages, ...times },
    ],
    [
      'Checkout’s partial outage from 3 Nov, 14:12 to 14:42 UTC added',
      { kind: 'window_added', component: checkout, ...times },
    ],
    [
      'Checkout’s partial outage since 14:12 UTC withdrawn',
      { kind: 'window_withdrawn', component: checkout, ...times, endedAt: null },
    ],
    ['start of the incident moved from 3 Nov, 14:12 to 13:47 UTC', { kind: 'incident_start', from, to }],
    ['end of the incident moved from 3 Nov, 14:12 to 13:47 UTC', { kind: 'incident_end', from, to }],
    ['the title changed from “Cards fail”', { kind: 'title', from: 'Cards fail', to: 'Some cards fail' }],
    ['the time of “Investigating” moved from 3 Nov, 14:12 to 13:47 UTC', { kind: 'happened_at', update, from, to }],
  ])('“%s”', (sentence, change) => {
    expect(words([change])).toBe(`Corrected 3 Nov, 14:20 UTC: ${sentence}, because the logs say so.`)
  })

  test('tells the seconds where only they differ', () => {
    expect(words([{ kind: 'incident_start', from, to: from + 5_000 }])).toContain(
      'from 3 Nov 2026, 14:12:00 UTC to 3 Nov 2026, 14:12:05 UTC',
    )
  })

  test('tells in one sentence what was moved alike', () => {
    const partial = { kind: 'window_start', status: 'partial_outage', from, to } as const
    const changes: CorrectionChange[] = [
      { kind: 'incident_start', from, to },
      { ...partial, component: checkout },
      { ...partial, component: messages },
    ]
    expect(words(changes)).toBe(
      'Corrected 3 Nov, 14:20 UTC: start of the incident, Checkout’s partial outage and Text messages’ partial outage moved from 3 Nov, 14:12 to 13:47 UTC, because the logs say so.',
    )
  })

  test('lists what differs below its reason', () => {
    const changes: CorrectionChange[] = [
      { kind: 'incident_start', from, to },
      { kind: 'window_added', component: checkout, ...times },
    ]
    expect(words(changes)).toMatch(/, because the logs say so: start of the incident .* UTC\. Checkout’s .* added\.$/)
  })

  test('has the old text one step away, as safe HTML', () => {
    const html = render([
      { at, reason: 'some do', isMinor: false, changes: [{ kind: 'text', update, html: '<p>All <b>fail</b>.</p>' }] },
    ])
    expect(html).toContain('<details')
    expect(html).toContain('<p>All <b>fail</b>.</p>')
    expect(html).toContain('href="#update-u1"')
  })

  test('leaves typos to the update that they were in, but tells of the title’s', () => {
    const typo = { at, reason: null, isMinor: true }
    expect(render([{ ...typo, changes: [{ kind: 'text', update, html: '<p>Teh</p>' }] }])).toBe('')
    expect(words([{ kind: 'title', from: 'Crads fail', to: 'Cards fail' }], typo)).toBe(
      'Edited 3 Nov, 14:20 UTC: the title changed from “Crads fail”.',
    )
  })

  test('puts all but the newest two behind a count', () => {
    const one = { reason: 'it is so', isMinor: false, changes: [{ kind: 'incident_start', from, to }] } as const
    const corrections = [0, 1, 2, 3].map((age) => ({ ...one, changes: [...one.changes], at: at - age }))
    expect(render(corrections)).toMatch(/<summary[^>]*>2 earlier corrections</)
  })
})
