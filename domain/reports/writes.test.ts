import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { desc } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { actorAs, actorKinds, auditedAs, makeActor, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { auditLog } from '#db/schema/audit'
import { roles } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { mayAct, type Actor, type Role } from '../actor.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import {
  addActionItem,
  changeActionItem,
  dropActionItem,
  finishActionItem,
  moveActionItem,
  removeActionItem,
  reopenActionItem,
} from './action-items.ts'
import { approveReport, saveReportDraft, submitReport } from './report-drafts.ts'
import { publishReport, unwaiveReport, waiveReport } from './report-publication.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const promise = { title: 'Watch the certificates', ownerRole: 'Platform', dueOn: '2026-12-04' }
const text = { summary: 'a', affected: 'b', happened: 'c', prevention: 'd' }

/** A critical incident that ended, with a draft of its report and two action items. */
function scene() {
  const db = testDatabase()
  makePage(db, {}, now)
  const checkout = makeComponent(db, {}, now)
  const incidentId = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now)
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, now)
  const seen = saveReportDraft(db, terminal, { incidentId, seen: null, ...text }, now)
  const item = addActionItem(db, terminal, { incidentId, ...promise }, now)
  addActionItem(db, terminal, { incidentId, ...promise }, now)
  return { db, incidentId, seen, item }
}

type Ids = Pick<ReturnType<typeof scene>, 'incidentId' | 'seen' | 'item'>

interface Write {
  write: { name: string }
  needs: Role
  action: string
  /** What must have been done before by somebody else. */
  prepare?: (db: Connection, ids: Ids) => void
  run: (db: Connection, actor: Actor, ids: Ids) => void
}

const writes: Write[] = [
  {
    write: saveReportDraft,
    needs: 'responder',
    action: 'report.save_draft',
    run: (db, actor, ids) => saveReportDraft(db, actor, { ...ids, ...text, summary: 'e' }, now),
  },
  {
    write: submitReport,
    needs: 'responder',
    action: 'report.submit',
    run: (db, actor, ids) => submitReport(db, actor, ids, now),
  },
  {
    write: approveReport,
    needs: 'responder',
    action: 'report.approve',
    prepare: (db, ids) => submitReport(db, terminal, ids, now),
    run: (db, actor, ids) => approveReport(db, actor, ids, now),
  },
  {
    write: publishReport,
    needs: 'responder',
    action: 'report.publish',
    run: (db, actor, ids) => publishReport(db, actor, ids, now),
  },
  {
    write: waiveReport,
    needs: 'owner',
    action: 'report.waive',
    run: (db, actor, { incidentId }) => waiveReport(db, actor, { incidentId, reason: 'A drill.' }, now),
  },
  {
    write: unwaiveReport,
    needs: 'owner',
    action: 'report.unwaive',
    prepare: (db, { incidentId }) => waiveReport(db, terminal, { incidentId, reason: 'A drill.' }, now),
    run: (db, actor, { incidentId }) => unwaiveReport(db, actor, { incidentId }, now),
  },
  {
    write: addActionItem,
    needs: 'responder',
    action: 'action_item.add',
    run: (db, actor, { incidentId }) => addActionItem(db, actor, { incidentId, ...promise }, now),
  },
  {
    write: changeActionItem,
    needs: 'responder',
    action: 'action_item.change',
    run: (db, actor, { item: id }) => changeActionItem(db, actor, { id, ...promise, title: 'Watch all' }, now),
  },
  {
    write: finishActionItem,
    needs: 'responder',
    action: 'action_item.finish',
    run: (db, actor, { item }) => finishActionItem(db, actor, item, now),
  },
  {
    write: dropActionItem,
    needs: 'responder',
    action: 'action_item.drop',
    run: (db, actor, { item: id }) => dropActionItem(db, actor, { id, reason: 'Not possible.' }, now),
  },
  {
    write: reopenActionItem,
    needs: 'responder',
    action: 'action_item.reopen',
    prepare: (db, { item }) => finishActionItem(db, terminal, item, now),
    run: (db, actor, { item }) => reopenActionItem(db, actor, item, now),
  },
  {
    write: removeActionItem,
    needs: 'responder',
    action: 'action_item.remove',
    run: (db, actor, { item }) => removeActionItem(db, actor, item, now),
  },
  {
    write: moveActionItem,
    needs: 'responder',
    action: 'action_item.move',
    run: (db, actor, { item }) => moveActionItem(db, actor, item, 'down', now),
  },
]

describe.each(writes)('$write.name', ({ needs, action, prepare, run }) => {
  const refused = roles.filter((role) => !mayAct(role, needs))

  test.each(refused)('is refused to a %s, and nothing is written', (role) => {
    const { db, ...ids } = scene()
    prepare?.(db, ids)
    const before = db.$client.serialize()
    expect(() => run(db, actorAs(role), ids)).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(db.$client.serialize().equals(before)).toBe(true)
  })

  test.each(actorKinds)('by a %s leaves an audit row with the incident that says who did it', (kind) => {
    const { db, ...ids } = scene()
    prepare?.(db, ids)
    const actor = makeActor(db, kind, needs, now)
    run(db, actor, ids)
    const [row] = db.select().from(auditLog).orderBy(desc(auditLog.number)).limit(1).all()
    expect(row).toMatchObject({
      at: now,
      action,
      subjectKind: 'incident',
      subjectId: ids.incidentId,
      ...auditedAs(actor),
    })
  })
})

test('every write of this folder that takes an actor stands in the list above', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(folder + file, 'utf8').matchAll(/^export function (\w+)\(\s*db: Db,\s*actor: Actor/gm),
    ])
    .map((match) => match[1])
  expect(found.sort()).toEqual(writes.map(({ write }) => write.name).sort())
})
