import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage, makeReport } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { components } from '#db/schema/components'
import { impactWindows, incidents } from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { reports } from '#db/schema/reports'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readPage } from '../page.ts'
import { updatePageSettings, type PageSettingsInput } from '../page/settings.ts'
import type { ComponentStatus } from '../status.ts'
import { readReportMarkdown } from './report-markdown.ts'
import { readIncidentReports, readReportsPage, readReportVersion } from './reports.ts'

const began = Date.UTC(2026, 10, 1, 12)
const minuteMs = 60_000
const dayMs = 86_400_000
const ended = began + 50 * minuteMs
const now = began + 20 * dayMs

function componentOf(db: Connection): string {
  return db.select({ id: components.id }).from(components).get()?.id ?? ''
}

function scene(status: ComponentStatus = 'major_outage', { isHidden = false, isInternal = false } = {}) {
  const db = testDatabase()
  makePage(db, {}, began)
  const checkout = makeComponent(db, { isHidden }, began)
  const components = [{ componentId: checkout, status }]
  const id = makeIncident(db, { components, isInternal }, began)
  postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, ended)
  const debt = (at = now) => readIncidentReports(db, id, at).debt
  const set = (values: Partial<typeof incidents.$inferSelect>) =>
    db.update(incidents).set(values).where(eq(incidents.id, id)).run()
  return { db, id, debt, set }
}

describe('what is owed', () => {
  test('is a report of what was bad enough, from its end on', () => {
    const { debt } = scene()
    expect(debt(ended)).toEqual({
      awaits: 'preliminary',
      dueAt: ended + 3 * dayMs,
      lateByMs: 0,
      finalDueAt: ended + 14 * dayMs,
    })
    expect(debt(ended + 5 * dayMs)).toMatchObject({ awaits: 'preliminary', lateByMs: 2 * dayMs })
    expect(debt(ended + 20 * dayMs)).toMatchObject({ awaits: 'final', lateByMs: 6 * dayMs })
  })

  test('follows the page’s policy', () => {
    const { db, debt } = scene('degraded_performance')
    expect(debt()).toBeNull()
    db.update(page).set({ reportsOwedFrom: 'minor', preliminaryReportHours: 24, finalReportDays: 30 }).run()
    expect(debt(ended)).toMatchObject({ dueAt: ended + dayMs, finalDueAt: ended + 30 * dayMs })
    db.update(page).set({ reportsOwedFrom: 'none' }).run()
    expect(debt()).toBeNull()
  })

  test('keeps its dates when the policy changes, which makes nothing late that was not owed', () => {
    const { db, id, debt } = scene()
    const minor = makeIncident(
      db,
      { components: [{ componentId: componentOf(db), status: 'degraded_performance' }] },
      began,
    )
    postUpdate(db, terminal, { incidentId: minor, status: 'resolved' }, ended)
    const change = (settings: Omit<PageSettingsInput, 'seenAt'>, at: number) =>
      updatePageSettings(db, terminal, { ...settings, seenAt: readPage(db).updatedAt }, at)
    change({ reportsOwedFrom: 'minor', finalReportDays: 60 }, ended + dayMs)
    expect(debt(ended + 20 * dayMs)).toMatchObject({ finalDueAt: ended + 14 * dayMs, lateByMs: 6 * dayMs })
    expect(readIncidentReports(db, minor, now).debt).toBeNull()
    change({ reportsOwedFrom: 'none' }, ended + 2 * dayMs)
    expect(readReportsPage(db, 1, now).owed.map((owed) => owed.incidentId)).toEqual([id])
    change({ reportsOwedFrom: 'minor' }, ended + 3 * dayMs)
    postUpdate(db, terminal, { incidentId: minor, status: 'monitoring' }, ended + 4 * dayMs)
    postUpdate(db, terminal, { incidentId: minor, status: 'resolved' }, ended + 5 * dayMs)
    expect(readIncidentReports(db, minor, now).debt?.finalDueAt).toBe(ended + 65 * dayMs)
    db.update(impactWindows).set({ withdrawnAt: now }).run()
    expect(debt()).toBeNull()
  })

  test('follows the impact as customers see it: by hand, or by windows that count and are public', () => {
    const { db, debt, set } = scene('degraded_performance')
    set({ impactOverride: 'critical' })
    expect(debt()).not.toBeNull()
    const outage = scene()
    outage.set({ impactOverride: 'minor' })
    expect(outage.debt()).toBeNull()
    outage.set({ impactOverride: null })
    outage.db.update(impactWindows).set({ withdrawnAt: now }).run()
    expect(outage.debt()).toBeNull()
    expect(scene('major_outage', { isHidden: true }).debt()).toBeNull()
    expect(db.select().from(reports).all()).toEqual([])
  })

  test('is nothing while it is open, internal, a false alarm, merged away or imported', () => {
    const reopened = scene()
    postUpdate(reopened.db, terminal, { incidentId: reopened.id, status: 'identified' }, ended + dayMs)
    expect(reopened.debt()).toBeNull()
    postUpdate(reopened.db, terminal, { incidentId: reopened.id, status: 'resolved' }, ended + 2 * dayMs)
    expect(reopened.debt(ended + 2 * dayMs)).toMatchObject({ dueAt: ended + 5 * dayMs })
    expect(scene('major_outage', { isInternal: true }).debt()).toBeNull()
    for (const values of [{ falseAlarmAt: now }, { sourcePage: 'https://status.acme.example' }]) {
      const { debt, set } = scene()
      set(values)
      expect(debt()).toBeNull()
    }
    const { db, debt, set } = scene()
    set({ mergedIntoId: makeIncident(db, { title: 'Other' }, now) })
    expect(debt()).toBeNull()
    expect(readReportsPage(db, 1, now).owed).toEqual([])
  })

  test('is the final one after a preliminary one, and nothing after that', () => {
    const { db, id, debt } = scene()
    makeReport(db, { incidentId: id, isPreliminary: true }, ended + dayMs)
    expect(debt(ended + 2 * dayMs)).toMatchObject({ awaits: 'final', lateByMs: 0 })
    makeReport(db, { incidentId: id }, ended + 3 * dayMs)
    expect(debt(ended + 90 * dayMs)).toBeNull()
    expect(readIncidentReports(db, id, now)).toMatchObject({
      dueAt: ended + 14 * dayMs,
      versions: [
        { number: 2, isPreliminary: false, publishedAt: ended + 3 * dayMs },
        { number: 1, isPreliminary: true, publishedAt: ended + dayMs },
      ],
    })
  })
})

describe('a version', () => {
  test('is read by its number, as it was, whatever came after it', () => {
    const { db, id } = scene()
    makeReport(db, { incidentId: id, summary: 'First **words**.' }, now)
    makeReport(db, { incidentId: id, summary: 'Second words.' }, now)
    expect(readReportVersion(db, id, 1)).toMatchObject({
      number: 1,
      sections: [{ key: 'summary', html: '<p>First <strong>words</strong>.</p>' }, {}, {}, {}],
    })
    expect(readReportVersion(db, id, 2)?.sections[0]?.html).toBe('<p>Second words.</p>')
    for (const number of [0, 3, -1]) expect(readReportVersion(db, id, number)).toBeNull()
  })
})

describe('the list of reports', () => {
  test('has the newest version of each, the newest first, and what is awaited before them', () => {
    const { db, id, set } = scene()
    set({ title: 'Checkout is down' })
    makeReport(db, { incidentId: id, isPreliminary: true, summary: 'What *we* know.' }, ended + dayMs)
    const other = makeIncident(db, { title: 'Search is down' }, began)
    postUpdate(db, terminal, { incidentId: other, status: 'resolved' }, ended)
    makeReport(db, { incidentId: other }, ended + 2 * dayMs)
    expect(readReportsPage(db, 1, now)).toMatchObject({
      total: 2,
      pages: 1,
      owed: [{ incidentId: id, awaits: 'final', lateByMs: now - ended - 14 * dayMs }],
      hasMoreOwed: false,
      reports: [
        { incidentId: other, versions: 1, isPreliminary: false },
        { incidentId: id, versions: 1, isPreliminary: true, excerpt: 'What we know.' },
      ],
    })
    makeReport(db, { incidentId: id }, ended + 4 * dayMs)
    expect(readReportsPage(db, 1, now)).toMatchObject({
      owed: [],
      reports: [{ incidentId: id, versions: 2, isPreliminary: false, excerpt: 'It stopped.' }, { incidentId: other }],
    })
  })

  test('has 20 to a page, and what is awaited on the first alone', () => {
    const { db } = scene()
    for (let count = 0; count < 21; count++) {
      const incidentId = makeIncident(db, { title: `Incident ${count}` }, began)
      postUpdate(db, terminal, { incidentId, status: 'resolved' }, ended)
      makeReport(db, { incidentId }, ended + count)
    }
    expect(readReportsPage(db, 1, now)).toMatchObject({ pages: 2, owed: [{}], reports: { length: 20 } })
    expect(readReportsPage(db, 9, now)).toMatchObject({ number: 2, owed: [], reports: [{ title: 'Incident 0' }] })
  })
})

describe('a report as Markdown', () => {
  const addressOf = (path: string) => `https://status.acme.example${path}`

  test('says what the page says, under the same headings', () => {
    const { db, id, set } = scene()
    set({ title: 'Checkout *fails*' })
    makeReport(db, { incidentId: id, happened: '# Cause\n\nA <cable>.' }, now)
    expect(readReportMarkdown(db, id, addressOf, now)).toEqual({
      markdown: `# Follow-up report: Checkout \\*fails\\*

Acme Status, version 1, published 2026-11-21${'  '}
https://status.acme.example/incidents/${id}

## Summary

It stopped.

## Who was affected?

Everybody.

## What happened?

### Cause

A \\<cable>.

## What are we doing to make sure it doesn’t happen again?

A second one.
`,
    })
  })

  test('is nothing before it is published, and leads on where the incident was merged', () => {
    const { db, id, set } = scene()
    expect(readReportMarkdown(db, id, addressOf, now)).toBeNull()
    const target = makeIncident(db, { title: 'Other' }, now)
    set({ mergedIntoId: target })
    expect(readReportMarkdown(db, id, addressOf, now)).toEqual({ forwardTo: target })
  })
})
