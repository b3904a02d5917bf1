import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { PublicIncident, PublicUpdate } from '#domain/public/incidents'
import type { IncidentReports, PublicReport } from '#domain/public/reports'
import { IncidentArticle } from './incident-article.tsx'
import { IncidentCard } from './incident-card.tsx'

const minuteMs = 60_000
const now = Date.UTC(2026, 10, 24, 14, 27)

function update(overrides: Partial<PublicUpdate> = {}): PublicUpdate {
  return {
    id: 'u1',
    status: 'investigating',
    label: 'Investigating',
    body: 'Cards fail.',
    bodyFormat: 'markdown',
    html: '<p>Cards fail.</p>',
    happenedAt: now - 25 * minuteMs,
    publishedAt: now - 25 * minuteMs,
    nextUpdateBy: null,
    promisesNone: false,
    mergedFrom: null,
    components: [],
    correction: null,
    versions: [],
    ...overrides,
  }
}

function incident(overrides: Partial<PublicIncident> = {}): PublicIncident {
  return {
    number: 1,
    id: 'abcdefghijkl',
    kind: 'incident',
    title: 'Card payments fail',
    status: 'investigating',
    isOver: false,
    impact: 'major',
    startedAt: now - 25 * minuteMs,
    resolvedAt: null,
    publishedAt: now - 25 * minuteMs,
    updatedAt: now,
    scheduledFor: null,
    scheduledUntil: null,
    falseAlarm: null,
    components: [{ id: 'c', slug: 'checkout', name: 'Checkout', worst: 'partial_outage' }],
    correctedAt: null,
    corrections: [],
    updates: [update()],
    promise: null,
    promisesNone: false,
    ...overrides,
  }
}

const told = { now, timeZone: 'Etc/UTC' }

function card(overrides: Partial<PublicIncident>): string {
  return renderToStaticMarkup(<IncidentCard incident={incident(overrides)} {...told} />)
}

const noReport: IncidentReports = {
  newest: null,
  versions: [],
  actionItems: [],
  debt: null,
  waived: null,
  dueAt: null,
}

function article(overrides: Partial<PublicIncident>, reports: Partial<IncidentReports> = {}): string {
  return renderToStaticMarkup(
    <IncidentArticle
      incident={incident(overrides)}
      reports={{ ...noReport, ...reports }}
      url="https://status.acme.example/incidents/abcdefghijkl"
      {...told}
    />,
  )
}

function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

function headingsOf(html: string): string[] {
  return [...html.matchAll(/<(h\d)[^>]*>(.*?)<\/\1>/g)].map(
    ([, level, inner]) => `${level} ${textOf(inner ?? '').trim()}`,
  )
}

describe('an open incident', () => {
  test('says what, whom, since when and for how long', () => {
    expect(textOf(card({}))).toContain('Major incident Checkout · since 14:02 UTC , 25 minutes so far')
  })

  test('promises its next update', () => {
    const promise = { by: now + 13 * minuteMs, missedByMs: 0 }
    expect(textOf(card({ promise }))).toContain('Next update by 14:40 UTC')
  })

  test('owns up to a missed promise, and to by how much', () => {
    const promise = { by: now - 12 * minuteMs, missedByMs: 12 * minuteMs }
    expect(textOf(card({ promise }))).toContain('The update promised for 14:15 UTC is 12 minutes late')
  })

  test('says where no update is promised, and nothing where nothing was said', () => {
    expect(textOf(card({ promisesNone: true }))).toContain('No further update is promised.')
    expect(textOf(card({}))).not.toContain('promise')
  })

  test('says that it is still open on its own page', () => {
    expect(textOf(article({}))).toContain('So far 25 minutes From 24 Nov, 14:02 UTC To Still open')
  })
})

describe('an update', () => {
  test('says when it was posted where that is more than a minute from when it happened', () => {
    const late = update({ publishedAt: now - 20 * minuteMs })
    expect(textOf(card({ updates: [late] }))).toContain('14:02 UTC , posted 14:07 UTC')
    expect(textOf(card({ updates: [update({ publishedAt: now - 24.5 * minuteMs })] }))).not.toContain('posted')
  })

  test('says on a card only that it was corrected or edited', () => {
    const corrected = update({ correction: { at: now, reason: 'we measured again', isMinor: false } })
    expect(textOf(card({ updates: [corrected] }))).toContain('Corrected 14:27 UTC .')
    const edited = update({ correction: { at: now, reason: null, isMinor: true } })
    expect(textOf(card({ updates: [edited] }))).toContain('Edited 14:27 UTC .')
  })

  test('says from which incident it came by a merge', () => {
    const merged = update({ mergedFrom: 'Baskets <b>fail</b>' })
    expect(textOf(card({ updates: [merged] }))).toContain('From “Baskets &lt;b&gt;fail&lt;/b&gt;”, merged into this')
    expect(textOf(card({}))).not.toContain('merged')
  })

  test('names the components that it moved, and no others', () => {
    const moved = update({
      components: [
        { name: 'Checkout', slug: 'checkout', oldStatus: 'operational', newStatus: 'partial_outage' },
        { name: 'API', slug: 'api', oldStatus: 'operational', newStatus: 'operational' },
      ],
    })
    expect(textOf(card({ updates: [moved] }))).toContain('Checkout: partial outage')
    expect(textOf(card({ updates: [moved] }))).not.toContain('API')
  })
})

describe('an incident’s page', () => {
  const over = { status: 'resolved', isOver: true, resolvedAt: now } as const

  test('has its headings in order, the report before the updates', () => {
    const newest: PublicReport = {
      number: 1,
      isPreliminary: false,
      publishedAt: now,
      sections: [
        { key: 'summary', html: '<p>Short.</p>' },
        { key: 'prevention', html: '<p>Watch.</p>' },
      ],
    }
    expect(headingsOf(article(over, { newest }))).toEqual([
      'h1 Card payments fail',
      'h2 Follow-up report',
      'h3 Summary',
      'h3 What are we doing to make sure it doesn’t happen again?',
      'h2 Updates',
    ])
  })

  test('says how long it lasted, and the worst of each component with a link to it', () => {
    const html = article(over)
    expect(textOf(html)).toContain('Lasted 25 minutes From 24 Nov, 14:02 UTC To 24 Nov, 14:27 UTC')
    expect(html).toContain('href="/components/checkout"')
    expect(textOf(html)).toContain('Checkout at worst: partial outage')
  })

  test('says that and why it was a false alarm', () => {
    const text = textOf(
      article({ ...over, impact: 'none', falseAlarm: { at: now, reason: 'Our check was at fault.' } }),
    )
    expect(text).toContain('Found to be a false alarm 24 Nov, 14:27 UTC . Our check was at fault.')
    expect(text).toContain('False alarm')
    expect(text).toContain('was shown as partial outage')
  })

  test('strikes a cancelled maintenance through', () => {
    const cancelled = { kind: 'maintenance', status: 'cancelled', isOver: true, impact: 'maintenance' } as const
    expect(article({ ...cancelled, resolvedAt: now })).toMatch(/<h1 class="[^"]*line-through/)
  })

  test('says by how much a maintenance is over its time', () => {
    const late = { scheduledFor: now - 60 * minuteMs, scheduledUntil: now - 20 * minuteMs }
    const text = textOf(article({ kind: 'maintenance', status: 'in_progress', impact: 'maintenance', ...late }))
    expect(text).toContain('Planned for Tue 24 Nov, 13:27 – 14:07 UTC Over its time by 20 minutes')
  })

  test('gives the link to share', () => {
    expect(textOf(article({}))).toContain('Link to this incident: https://status.acme.example/incidents/abcdefghijkl')
  })
})
