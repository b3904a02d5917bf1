import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentStatuses } from '#db/schema/components'
import { impacts } from '#db/schema/incidents'
import { headline, type HeadlineInput } from './headline.ts'
import { severityOf, statusOf, worstStatus, type ComponentStatus, type Impact } from './status.ts'

const began = Date.UTC(2026, 10, 24, 13, 44)

function components(...statuses: ComponentStatus[]): HeadlineInput['components'] {
  const names = ['Checkout', 'Search', 'Catalogue', 'API', 'Webhooks']
  return statuses.map((status, index) => ({
    name: names[index] ?? `Component ${index}`,
    status,
    since: status === 'operational' ? null : began + index * 60_000,
  }))
}

function incident(impact: Impact, title = 'Payments fail'): HeadlineInput['incidents'][number] {
  return { title, impact, startedAt: began }
}

const up = 'operational' as const
const partial = 'partial_outage' as const
const major = 'major_outage' as const
const degraded = 'degraded_performance' as const
const maintained = 'under_maintenance' as const

describe('the headline', () => {
  test.each<[string, HeadlineInput['components'], HeadlineInput['incidents'], string, string | null]>([
    ['nothing is set up yet', [], [], 'All systems operational', null],
    ['all is well', components(up, up), [], 'All systems operational', null],
    [
      'one of many is affected',
      components(partial, up, up),
      [],
      'Checkout has a partial outage',
      'The other 2 components are operational.',
    ],
    [
      'one of two is affected',
      components(up, maintained),
      [],
      'Search is under maintenance',
      'The other component is operational.',
    ],
    ['the only component is affected', components(degraded), [], 'Checkout has degraded performance', null],
    ['all are out', components(major, major, major), [], 'Major outage of all systems', null],
    ['all are degraded', components(degraded, degraded), [], 'Degraded performance of all systems', null],
    ['all are under maintenance', components(maintained, maintained), [], 'All systems are under maintenance', null],
    [
      'some are affected alike',
      components(partial, partial, up, up),
      [],
      '2 of 4 components with a partial outage',
      'The other 2 components are operational.',
    ],
    [
      'one is worse than the others',
      components(major, degraded, degraded, up),
      [],
      'Checkout has a major outage',
      '2 more are affected. The other component is operational.',
    ],
    [
      'two are worse than the others',
      components(major, major, degraded),
      [],
      '2 of 3 components with a major outage',
      '1 more is affected.',
    ],
    [
      'an incident says worse than the components do',
      components(degraded, up),
      [incident('critical')],
      'Payments fail',
      null,
    ],
    [
      'an incident is open and no component is affected',
      components(up, up),
      [incident('none')],
      'Payments fail',
      'No component is reported as affected.',
    ],
    [
      'several incidents are open',
      components(up),
      [incident('minor', 'One'), incident('major', 'Two')],
      '2 incidents are open',
      'No component is reported as affected.',
    ],
    [
      'an incident says no worse than the component that it affects',
      components(partial, up),
      [incident('major')],
      'Checkout has a partial outage',
      'The other component is operational.',
    ],
  ])('where %s', (_, given, incidents, text, detail) => {
    expect(headline({ components: given, incidents, staleSince: null })).toMatchObject({ text, detail })
  })

  test('says since when the trouble lasts: since the first affected component', () => {
    const found = headline({ components: components(up, partial, partial), incidents: [], staleSince: null })
    expect(found.since).toBe(began + 60_000)
  })

  test('says since when the worst lasts, whatever milder began before it', () => {
    const found = headline({
      components: components(up, 'degraded_performance', partial),
      incidents: [],
      staleSince: null,
    })
    expect(found).toMatchObject({ text: 'Catalogue has a partial outage', since: began + 2 * 60_000 })
  })

  test('says that it can’t confirm where it is stale, and since when, whatever else is known', () => {
    const since = Date.UTC(2026, 10, 24, 14, 0)
    const found = headline({ components: components(up), incidents: [incident('critical')], staleSince: since })
    expect(found).toEqual({ state: 'no_data', text: 'We can’t confirm the current status', since, detail: null })
  })
})

const given = fc.record({
  components: fc.array(
    fc.record({ name: fc.string({ minLength: 1 }), status: fc.constantFrom(...componentStatuses), since: fc.nat() }),
    { maxLength: 6 },
  ),
  incidents: fc.array(fc.record({ title: fc.string(), impact: fc.constantFrom(...impacts), startedAt: fc.nat() }), {
    maxLength: 3,
  }),
})

describe('for any components and incidents, the headline', () => {
  test('is operational exactly where every component is and no incident is open', () => {
    fc.assert(
      fc.property(given, ({ components: all, incidents }) => {
        const isWell = all.every((component) => component.status === up) && incidents.length === 0
        const found = headline({ components: all, incidents, staleSince: null })
        expect(found.state === up).toBe(isWell)
        expect(found.text === 'All systems operational').toBe(isWell)
        expect(found.since === null).toBe(isWell)
      }),
    )
  })

  test('is as bad as the worst of the components and the incidents', () => {
    fc.assert(
      fc.property(given, ({ components: all, incidents }) => {
        const worst = worstStatus([
          ...all.map((component) => component.status),
          ...incidents.map((open) => statusOf(open.impact)),
        ])
        const { state } = headline({ components: all, incidents, staleSince: null })
        if (state !== 'no_data') expect(severityOf(state)).toBe(severityOf(worst))
        else expect(worst).toBe(up)
      }),
    )
  })

  test('never confirms anything while it is stale', () => {
    fc.assert(
      fc.property(given, fc.nat(), ({ components: all, incidents }, staleSince) => {
        const found = headline({ components: all, incidents, staleSince })
        expect(found).toMatchObject({ state: 'no_data', since: staleSince })
        expect(found.text).toContain('can’t confirm')
      }),
    )
  })
})
