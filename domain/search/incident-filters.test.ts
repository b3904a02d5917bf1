import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { components } from '#db/schema/components'
import { impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import { reports, reportVersions } from '#db/schema/reports'
import { testDatabase } from '#db/test-database'
import { newId } from '../identity.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { impacts } from '#db/schema/incidents'
import { fitsFilters, type IncidentFilters, type SearchScope } from './incident-filters.ts'
import { readSearchWords } from './search-words.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 100 * hourMs)
})

function find(filters: IncidentFilters, scope: SearchScope = 'public'): string[] {
  return db
    .select({ id: incidents.id })
    .from(incidents)
    .where(fitsFilters(filters, scope))
    .orderBy(incidents.number)
    .all()
    .map(({ id }) => id)
}

function findWords(typed: string, scope: SearchScope = 'public'): string[] {
  return find({ words: readSearchWords(typed) }, scope)
}

function addUpdate(
  incidentId: string,
  body: string,
  values: Partial<typeof incidentUpdates.$inferInsert> = {},
): string {
  const id = newId()
  const dates = { happenedAt: now, publishedAt: now, createdAt: now, updatedAt: now }
  db.insert(incidentUpdates)
    .values({ id, incidentId, status: 'identified', body, bodyFormat: 'markdown', ...dates, ...values })
    .run()
  return id
}

function addReport(incidentId: string, summary: string, publishedAt: number | null): void {
  const dates = { createdAt: now, updatedAt: now }
  const rest = { affected: 'All.', happened: 'A fault.', prevention: 'A check.' }
  db.insert(reports)
    .values({ incidentId, status: 'published', ...dates })
    .onConflictDoNothing()
    .run()
  db.insert(reportVersions)
    .values({
      id: newId(),
      incidentId,
      format: 'markdown',
      isPreliminary: false,
      summary,
      ...rest,
      ...dates,
      publishedAt,
    })
    .run()
}

describe('words', () => {
  test('are found wherever they stand in an incident, and all of them must', () => {
    const id = makeIncident(db, { title: 'Checkout is down', body: 'Cards are refused.' }, now)
    makeIncident(db, { title: 'Checkout is slow' }, now)
    addReport(id, 'A certificate expired.', now)
    expect(findWords('checkout refused certificate')).toEqual([id])
    expect(findWords('checkout refused stars')).toEqual([])
  })

  test('are found without capitals and accents, the last one by its beginning', () => {
    const id = makeIncident(db, { title: 'Störung der Kartenzahlung' }, now)
    expect(findWords('STORUNG')).toEqual([id])
    expect(findWords('störung karten')).toEqual([id])
    expect(findWords('karten störung')).toEqual([])
  })

  test('of an update are found as it reads now, and no longer as it read before', () => {
    const id = makeIncident(db, { title: 'Down' }, now)
    const updateId = addUpdate(id, 'About 30 customers.')
    db.update(incidentUpdates).set({ body: 'About 40 customers.' }).where(eq(incidentUpdates.id, updateId)).run()
    expect(findWords('40')).toEqual([id])
    expect(findWords('30')).toEqual([])
    db.update(incidents).set({ title: 'Gone' }).run()
    expect([findWords('gone'), findWords('down')]).toEqual([[id], []])
  })

  test('go with an update that moves to another incident', () => {
    const from = makeIncident(db, { title: 'One' }, now)
    const to = makeIncident(db, { title: 'Other' }, now)
    const updateId = addUpdate(from, 'Elephants.')
    db.update(incidentUpdates).set({ incidentId: to, mergedFromId: from }).where(eq(incidentUpdates.id, updateId)).run()
    expect(findWords('elephants')).toEqual([to])
  })

  test('are gone with what they stood in', () => {
    const id = makeIncident(db, { title: 'Down' }, now)
    const updateId = addUpdate(id, 'Elephants.')
    db.delete(incidentUpdates).where(eq(incidentUpdates.id, updateId)).run()
    expect(findWords('elephants')).toEqual([])
  })

  test('of drafts are found for the team alone, until they are published', () => {
    const id = makeIncident(db, { title: 'Down' }, now)
    const updateId = addUpdate(id, 'Elephants.', { publishedAt: null })
    addReport(id, 'Giraffes.', null)
    expect([findWords('elephants'), findWords('giraffes')]).toEqual([[], []])
    expect([findWords('elephants', 'team'), findWords('giraffes', 'team')]).toEqual([[id], [id]])
    db.update(incidentUpdates).set({ publishedAt: now }).where(eq(incidentUpdates.id, updateId)).run()
    db.update(reportVersions).set({ publishedAt: now }).run()
    expect([findWords('elephants'), findWords('giraffes')]).toEqual([[id], [id]])
  })

  test('of a report are those of the version that was published last', () => {
    const id = makeIncident(db, { title: 'Down' }, now)
    addReport(id, 'Elephants.', now)
    addReport(id, 'Giraffes.', now + hourMs)
    expect([findWords('elephants'), findWords('giraffes')]).toEqual([[], [id]])
  })

  test.each([
    [
      '<p>Card<b>inal</b> <a href="https://example.com/secret">page</a></p>',
      ['cardinal', 'page'],
      ['href', 'secret', 'p', 'b'],
    ],
    ['First<br />second<br>third', ['first', 'second', 'third'], ['br', 'firstsecond']],
    ['<ul><li>One</li><li>Two &amp; three</li></ul>', ['one', 'two', 'three'], ['li', 'amp', 'onetwo']],
    ['a < b', ['a'], []],
    ['<', [], []],
  ])('of HTML are what a reader sees of “%s”', (body, seen, unseen) => {
    const id = makeIncident(db, { title: 'Down' }, now)
    addUpdate(id, body, { bodyFormat: 'html' })
    for (const word of seen) expect(findWords(`"${word}"`), word).toEqual([id])
    for (const word of unseen) expect(findWords(`"${word}"`), word).toEqual([])
  })

  test('of Markdown leave out where links lead', () => {
    const id = makeIncident(db, { title: 'Down' }, now)
    addUpdate(id, 'Use [the other door](https://example.com/side) or **wait**, and [this](/x) (thanks).')
    for (const word of ['door', 'wait', 'this', 'thanks']) expect(findWords(`"${word}"`)).toEqual([id])
    for (const word of ['https', 'side', 'x']) expect(findWords(`"${word}"`)).toEqual([])
  })
})

describe('filters', () => {
  test('by component take what held, named or will touch it, and for the public nothing that is a draft', () => {
    const component = makeComponent(db, {}, now - hourMs)
    const held = makeIncident(db, { components: [{ componentId: component, status: 'partial_outage' }] }, now)
    const planned = makeMaintenance(db, { componentIds: [component] }, now)
    makeIncident(db, {}, now)
    expect(find({ componentId: component })).toEqual([held, planned])
  })

  test('by dates take what lasted at any time between them', () => {
    const before = makeIncident(db, {}, now - 10 * hourMs)
    postUpdate(db, terminal, { incidentId: before, status: 'resolved' }, now - 9 * hourMs)
    const over = makeIncident(db, {}, now - 8 * hourMs)
    postUpdate(db, terminal, { incidentId: over, status: 'resolved' }, now - 4 * hourMs)
    const open = makeIncident(db, {}, now - 6 * hourMs)
    const later = makeIncident(db, {}, now)
    expect(find({ from: now - 5 * hourMs, to: now - 3 * hourMs })).toEqual([over, open])
    expect(find({ from: now - 5 * hourMs })).toEqual([over, open, later])
    expect(find({ to: now - 8 * hourMs })).toEqual([before])
  })

  test('by impact derive it as lists do', () => {
    const component = makeComponent(db, {}, now - hourMs)
    const with_ = (status: 'degraded_performance' | 'partial_outage' | 'major_outage') =>
      makeIncident(db, { components: [{ componentId: component, status }] }, now)
    const none = makeIncident(db, {}, now)
    const minor = with_('degraded_performance')
    const major = with_('partial_outage')
    const critical = with_('major_outage')
    const overridden = with_('major_outage')
    db.update(incidents).set({ impactOverride: 'minor' }).where(eq(incidents.id, overridden)).run()
    const falseAlarm = with_('major_outage')
    db.update(incidents).set({ falseAlarmAt: now, falseAlarmReason: 'None.' }).where(eq(incidents.id, falseAlarm)).run()
    const maintenance = makeMaintenance(db, {}, now)
    const withdrawn = with_('major_outage')
    db.update(impactWindows).set({ withdrawnAt: now }).where(eq(impactWindows.incidentId, withdrawn)).run()
    const found = Object.fromEntries(impacts.map((impact) => [impact, find({ impact })]))
    expect(found).toEqual({
      none: [none, falseAlarm, withdrawn],
      maintenance: [maintenance],
      minor: [minor, overridden],
      major: [major],
      critical: [critical],
    })
  })

  test('by impact leave hidden components out for the public', () => {
    const hidden = makeComponent(db, { isHidden: true }, now - hourMs)
    const id = makeIncident(db, { components: [{ componentId: hidden, status: 'major_outage' }] }, now)
    expect([find({ impact: 'critical' }), find({ impact: 'none' })]).toEqual([[], [id]])
    expect(find({ impact: 'critical' }, 'team')).toEqual([id])
    db.update(components).set({ hiddenAt: null }).run()
    expect(find({ impact: 'critical' })).toEqual([id])
  })
})
