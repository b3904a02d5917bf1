import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeIncident, makePage, makeReport } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import { startOfDate } from '../calendar.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readActionItemsPage } from '../public/action-items.ts'
import { readIncidentReports } from '../public/reports.ts'
import {
  addActionItem,
  changeActionItem,
  dropActionItem,
  finishActionItem,
  listActionItems,
  moveActionItem,
  removeActionItem,
  reopenActionItem,
} from './action-items.ts'

const timeZone = 'America/New_York'
const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000

function scene() {
  const db = testDatabase()
  makePage(db, { timeZone }, now)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  const incidentId = makeIncident(db, {}, now)
  postUpdate(db, priya, { incidentId, status: 'resolved' }, now)
  const add = (title: string, dueOn = '2026-12-04', at = now) =>
    addActionItem(db, priya, { incidentId, title, ownerRole: 'Platform', dueOn }, at)
  const titles = () => listActionItems(db, incidentId).map((item) => item.title)
  return { db, priya, incidentId, add, titles }
}

describe('an action item', () => {
  test('is due until its day is over in the page’s time zone', () => {
    const { db, incidentId, add } = scene()
    add('Watch the certificates')
    const dueAt = startOfDate('2026-12-05', timeZone) - 1
    expect(listActionItems(db, incidentId)).toMatchObject([{ dueAt, ownerRole: 'Platform', position: 1 }])
    makeReport(db, { incidentId }, now)
    const state = (at: number) => readIncidentReports(db, incidentId, at).actionItems[0]
    expect(state(dueAt)).toMatchObject({ state: 'open', lateByMs: 0 })
    expect(state(dueAt + dayMs)).toMatchObject({ state: 'late', lateByMs: dayMs })
  })

  test.each([
    [{ title: ' ' }, 'title'],
    [{ ownerRole: '' }, 'ownerRole'],
    [{ dueOn: 'soon' }, 'dueOn'],
    [{ dueOn: '2026-02-30' }, 'dueOn'],
    [{ dueOn: '2026-11-23' }, 'dueOn'],
  ])('is refused with %o', (wrong, field) => {
    const { db, priya, incidentId } = scene()
    const input = { incidentId, title: 'Watch', ownerRole: 'Platform', dueOn: '2026-12-04', ...wrong }
    const add = () => addActionItem(db, priya, input, now)
    expect(add).toThrow(
      expect.toSatisfy((error: { field?: string; issues?: { path: string[] }[] }) => {
        return (error.field ?? error.issues?.[0]?.path[0]) === field
      }),
    )
    expect(listActionItems(db, incidentId)).toEqual([])
  })

  test('is done, opened again, dropped with its reason, and nothing of it twice', () => {
    const { db, priya, incidentId, add } = scene()
    const id = add('Watch the certificates')
    finishActionItem(db, priya, id, now + dayMs)
    expect(() => finishActionItem(db, priya, id, now)).toThrow(/done already/)
    expect(() => dropActionItem(db, priya, { id, reason: 'x' }, now)).toThrow(/done already/)
    reopenActionItem(db, priya, id, now)
    expect(() => reopenActionItem(db, priya, id, now)).toThrow(/open already/)
    expect(() => dropActionItem(db, priya, { id, reason: ' ' }, now)).toThrow(/reason is empty/)
    dropActionItem(db, priya, { id, reason: 'Not possible.' }, now + 2 * dayMs)
    expect(() => finishActionItem(db, priya, id, now)).toThrow(/dropped already/)
    makeReport(db, { incidentId }, now)
    expect(readIncidentReports(db, incidentId, now).actionItems).toMatchObject([
      { state: 'dropped', doneAt: null, dropped: { at: now + 2 * dayMs, reason: 'Not possible.' } },
    ])
  })

  test('can be changed late without becoming punctual, and the log has both', () => {
    const { db, priya, incidentId, add } = scene()
    const id = add('Watch')
    const later = now + 30 * dayMs
    changeActionItem(db, priya, { id, title: 'Watch all', ownerRole: 'Delivery', dueOn: '2026-12-04' }, later)
    expect(listActionItems(db, incidentId)).toMatchObject([{ title: 'Watch all', ownerRole: 'Delivery' }])
    const again = { id, title: 'Watch all', ownerRole: 'Delivery', dueOn: '2026-12-05' }
    expect(() => changeActionItem(db, priya, again, later)).toThrow(expect.objectContaining({ field: 'dueOn' }))
    const [row] = db.select().from(auditLog).where(eq(auditLog.action, 'action_item.change')).all()
    expect(JSON.parse(row?.before ?? '')).toEqual({ title: 'Watch', ownerRole: 'Platform', dueOn: '2026-12-04' })
  })

  test('moves among its neighbours', () => {
    const { db, priya, add, titles } = scene()
    const [a, , c] = ['a', 'b', 'c'].map((title) => add(title)) as [string, string, string]
    moveActionItem(db, priya, c, 'up', now)
    expect(titles()).toEqual(['a', 'c', 'b'])
    moveActionItem(db, priya, a, 'down', now)
    expect(titles()).toEqual(['c', 'a', 'b'])
    moveActionItem(db, priya, c, 'up', now)
    expect(titles()).toEqual(['c', 'a', 'b'])
  })

  test('is taken back before anybody outside has read it, and dropped afterwards', () => {
    const { db, priya, incidentId, add, titles } = scene()
    removeActionItem(db, priya, add('a'), now)
    expect(titles()).toEqual([])
    const id = add('b')
    makeReport(db, { incidentId }, now)
    expect(() => removeActionItem(db, priya, id, now)).toThrow(/Drop it with a reason/)
    expect(titles()).toEqual(['b'])
  })
})

describe('the public list', () => {
  test('holds the items of published reports, what is late the longest first', () => {
    const { db, priya, incidentId, add } = scene()
    const other = makeIncident(db, { title: 'Search is down' }, now)
    addActionItem(db, priya, { incidentId: other, title: 'Private', ownerRole: 'Search', dueOn: '2026-12-01' }, now)
    const done = add('done', '2026-11-25')
    add('next', '2026-12-20')
    add('late', '2026-12-02')
    add('later', '2026-11-30')
    dropActionItem(db, priya, { id: add('dropped'), reason: 'No.' }, now)
    finishActionItem(db, priya, done, now)
    const read = (state: 'late' | null, number = 1) =>
      readActionItemsPage(db, { state, number }, Date.UTC(2026, 11, 10))
    expect(read(null).items).toEqual([])
    makeReport(db, { incidentId }, now)
    expect(read(null).items.map((item) => item.title)).toEqual(['later', 'late', 'next', 'done', 'dropped'])
    expect(read(null)).toMatchObject({ counts: { late: 2, open: 1, done: 1, dropped: 1 }, pages: 1 })
    expect(read('late', 9)).toMatchObject({ number: 1, items: [{ title: 'later' }, { title: 'late' }] })
  })

  test('has 50 to a page', () => {
    const { db, incidentId, add } = scene()
    for (let count = 0; count < 51; count++) add(`item ${count}`)
    makeReport(db, { incidentId }, now)
    expect(readActionItemsPage(db, { state: null, number: 2 }, now)).toMatchObject({ pages: 2, items: [{}] })
  })
})
