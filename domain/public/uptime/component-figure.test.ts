import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { components } from '#db/schema/components'
import { impactWindows, incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { archiveComponent, setComponentStatus } from '../../components/components.ts'
import { correctWindows, listWindows, markOfWindows } from '../../corrections/window-corrections.ts'
import { requireIncident } from '../../incidents/incident-record.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import type { ComponentStatus } from '../../status.ts'
import { readComponentPage } from '../history-page.ts'
import { readComponentFigure, type ComponentFigure } from './component-figure.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

let db: Connection
let checkout: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 300 * dayMs)
  checkout = makeComponent(db, {}, now - 200 * dayMs)
})

/** An incident that held Checkout at a status for some minutes. */
function held(status: ComponentStatus, from: number, minutes: number, title = 'Checkout refuses cards'): string {
  const id = makeIncident(db, { title, components: [{ componentId: checkout, status }] }, from)
  postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, from + minutes * minuteMs)
  return id
}

function figureOf(period: string, slug = 'checkout', at = now): ComponentFigure {
  const figure = readComponentFigure(db, slug, period, at)
  if (typeof figure === 'string') throw new Error(figure)
  return figure
}

describe('a component’s figure', () => {
  test('of the last 90 days is the one that its page shows', () => {
    held('partial_outage', now - 5 * dayMs, 600)
    const shown = readComponentPage(db, 'checkout', now)?.component.uptime
    expect(figureOf('last-90-days').weighted).toBe(shown)
    expect(shown).toBeLessThan(10_000)
  })

  test('of a month has the seconds of each window, cut to the month', () => {
    const id = held('major_outage', Date.UTC(2026, 9, 31, 23), 90, 'Over the turn of the month')
    const figure = figureOf('2026-11')
    expect(figure.windows).toMatchObject([
      {
        holder: { kind: 'incident', id, title: 'Over the turn of the month' },
        from: Date.UTC(2026, 10, 1),
        to: Date.UTC(2026, 10, 1, 0, 30),
        countedMs: 30 * minuteMs,
      },
    ])
    expect(figure.time.majorMs).toBe(30 * minuteMs)
    expect(figureOf('2026-10').time.majorMs).toBe(60 * minuteMs)
    expect(figure.strict).toBe(figure.weighted)
  })

  test('counts what overlaps once, for the worst', () => {
    held('degraded_performance', now - 5 * hourMs, 120, 'Slow')
    held('major_outage', now - 4 * hourMs, 30, 'Down')
    held('major_outage', now - 4 * hourMs + 10 * minuteMs, 60, 'Also down')
    const figure = figureOf('2026-11-24')
    const counted = figure.windows.map(({ holder, countedMs }) => [
      holder.kind === 'incident' && holder.title,
      countedMs / minuteMs,
    ])
    expect(counted).toEqual([
      ['Slow', 60],
      ['Down', 30],
      ['Also down', 40],
    ])
    expect(figure.time).toMatchObject({ majorMs: 70 * minuteMs, degradedMs: 60 * minuteMs })
  })

  test('names what was set by hand as such', () => {
    setComponentStatus(db, terminal, { componentId: checkout, status: 'partial_outage' }, now - hourMs)
    expect(figureOf('2026-11-24').windows).toMatchObject([{ holder: { kind: 'hand' }, endedAt: null, to: now }])
  })

  test('lists false alarms with their reason, and counts nothing of them', () => {
    const id = held('major_outage', now - 5 * hourMs, 60)
    db.update(incidents)
      .set({ falseAlarmAt: now, falseAlarmReason: 'Our check was at fault.' })
      .where(eq(incidents.id, id))
      .run()
    const figure = figureOf('2026-11-24')
    expect(figure).toMatchObject({ weighted: 10_000, windows: [] })
    expect(figure.falseAlarms).toMatchObject([{ countedMs: 0, falseAlarmReason: 'Our check was at fault.' }])
  })

  test('leaves internal incidents and withdrawn windows out, with their titles', () => {
    makeIncident(
      db,
      { title: 'Secret', isInternal: true, components: [{ componentId: checkout, status: 'major_outage' }] },
      now - hourMs,
    )
    const id = held('major_outage', now - 5 * hourMs, 60)
    db.update(impactWindows).set({ withdrawnAt: now }).where(eq(impactWindows.incidentId, id)).run()
    const figure = figureOf('2026-11-24')
    expect(figure).toMatchObject({ weighted: 10_000, windows: [], falseAlarms: [] })
    expect(JSON.stringify(figure)).not.toContain('Secret')
  })

  test('of an incident that was merged away names the one that it was merged into, where that is public', () => {
    const target = held('degraded_performance', now - 3 * hourMs, 10, 'The whole story')
    const merged = held('major_outage', now - 5 * hourMs, 60, 'A part of it')
    const hidden = makeIncident(db, { title: 'Secret', isInternal: true }, now)
    const mergeInto = (id: string) =>
      db.update(incidents).set({ mergedIntoId: id, mergedAt: now }).where(eq(incidents.id, merged)).run()
    mergeInto(target)
    expect(figureOf('2026-11-24').windows[0]?.holder).toEqual({
      kind: 'incident',
      id: target,
      title: 'The whole story',
    })
    mergeInto(hidden)
    expect(figureOf('2026-11-24').windows[0]?.holder).toEqual({ kind: 'merged_away' })
  })

  test('tells which corrections changed its windows, also those that moved one out of the period', () => {
    const id = held('major_outage', Date.UTC(2026, 10, 10, 12), 60)
    const correct = (startedAt: number, endedAt: number, reason: string, at: number) => {
      const windows = listWindows(db, id).map((window) => ({ ...window, startedAt, endedAt }))
      const seen = markOfWindows(requireIncident(db, id), listWindows(db, id))
      correctWindows(db, terminal, { incidentId: id, windows, reason, seen }, at)
    }
    correct(Date.UTC(2026, 10, 10, 11), Date.UTC(2026, 10, 10, 13), 'the logs say so', now - hourMs)
    const before = figureOf('2026-11-10')
    expect(before.time.majorMs).toBe(120 * minuteMs)
    expect(before.corrections).toMatchObject([
      {
        reason: 'the logs say so',
        incident: { id },
        changes: [{ kind: 'window_start', component: { slug: 'checkout' } }],
      },
    ])
    correct(Date.UTC(2026, 10, 9, 11), Date.UTC(2026, 10, 9, 13), 'it was a day earlier', now)
    expect(figureOf('2026-11-10').corrections.map(({ reason }) => reason)).toEqual([
      'it was a day earlier',
      'the logs say so',
    ])
    expect(figureOf('2026-11-10').time.majorMs).toBe(0)
    expect(figureOf('2026-11-08').corrections).toEqual([])
  })

  test('says what of the period lies before the start and ahead', () => {
    makeComponent(db, { name: 'Chat' }, Date.UTC(2026, 10, 10, 12))
    const figure = figureOf('2026-11', 'chat')
    expect(figure.observed).toEqual({ from: Date.UTC(2026, 10, 10, 12), to: now })
    expect(figure.unobserved).toEqual([
      { reason: 'before_start', from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 10, 12) },
      { reason: 'not_yet', from: now, to: Date.UTC(2026, 11, 1) },
    ])
    expect(figureOf('2026-10', 'chat')).toMatchObject({ observed: null, weighted: null, strict: null })
  })

  test('ends where a component was archived', () => {
    held('major_outage', now - 10 * dayMs, 60)
    archiveComponent(db, terminal, checkout, now - 2 * dayMs)
    const figure = figureOf('2026-11')
    expect(figure.observed?.to).toBe(now - 2 * dayMs)
    expect(figure.unobserved.map(({ reason }) => reason)).toEqual(['archived', 'not_yet'])
    expect(figureOf('2026-11-23').unobserved).toEqual([
      { reason: 'archived', from: Date.UTC(2026, 10, 23), to: Date.UTC(2026, 10, 24) },
    ])
  })

  test('of a day on which the clock changes has its 23 and 25 hours', () => {
    const berlin = testDatabase()
    makePage(berlin, { timeZone: 'Europe/Berlin' }, now - 300 * dayMs)
    makeComponent(berlin, {}, now - 290 * dayMs)
    const observed = (day: string) => {
      const figure = readComponentFigure(berlin, 'checkout', day, now)
      return typeof figure === 'string' ? figure : figure.time.observedMs / hourMs
    }
    expect([observed('2026-03-29'), observed('2026-10-25'), observed('2026-10-26')]).toEqual([23, 25, 24])
  })

  test.each([
    ['nothing', '2026-11', 'no_component'],
    ['checkout', '2026-12', 'no_period'],
    ['checkout', '2026-11-25', 'no_period'],
    ['checkout', '2026-02-30', 'no_period'],
    ['checkout', 'last-30-days', 'no_period'],
    ['checkout', '2026-11 ', 'no_period'],
  ])('of %s over %s is none: %s', (slug, period, why) => {
    expect(readComponentFigure(db, slug, period, now)).toBe(why)
  })

  test('is none of a hidden component, nor of one that shows no uptime', () => {
    db.update(components).set({ showsUptime: false }).run()
    expect(readComponentFigure(db, 'checkout', '2026-11', now)).toBe('not_shown')
    db.update(components).set({ hiddenAt: now }).run()
    expect(readComponentFigure(db, 'checkout', '2026-11', now)).toBe('no_component')
  })
})
