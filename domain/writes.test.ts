import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { actorAs, actorKinds, auditedAs, makeActor, makePerson, terminal } from '#db/demo/actors'
import { alertScene, alertWrites } from '#db/demo/alert-writes'
import { deskScene, deskWrites } from '#db/demo/desk-writes'
import { lifeScene, lifeWrites } from '#db/demo/life-writes'
import { peopleScene, peopleWrites } from '#db/demo/people-writes'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { singleSignOnScene, singleSignOnWrites } from '#db/demo/single-sign-on-writes'
import { subscriberScene, subscriberWrites } from '#db/demo/subscriber-writes'
import type { Connection } from '#db/connection'
import { auditLog } from '#db/schema/audit'
import { incidentUpdates } from '#db/schema/incidents'
import { roles } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { mayAct, type Actor, type Role } from './actor.ts'
import { verifyAuditLog } from './audit/chain.ts'
import { archiveGroup, createGroup, moveGroup, updateGroup } from './components/component-groups.ts'
import { updateComponentOperations } from './components/component-operations.ts'
import {
  archiveComponent,
  createComponent,
  moveComponent,
  restoreComponent,
  setComponentStatus,
  updateComponent,
} from './components/components.ts'
import { renameIncident } from './corrections/title-corrections.ts'
import { correctUpdate, markOfUpdate } from './corrections/update-corrections.ts'
import { correctWindows, markOfWindows } from './corrections/window-corrections.ts'
import { requireIncident } from './incidents/incident-record.ts'
import { postUpdate } from './incidents/incident-updates.ts'
import { openIncident, recordPastIncident } from './incidents/incidents.ts'
import { scheduleMaintenance } from './incidents/maintenances.ts'
import { selectRevision } from './public/rows.ts'
import { createToken, revokeToken } from './tokens/tokens.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000

interface Write {
  write: { name: string }
  needs: Role
  action: string
  /** Runs it; returns the subject's id, where it makes one. */
  run: (db: Connection, actor: Actor, ids: Ids) => string | void
  subject: (ids: Ids) => string
  /** Whether only people do it, to themselves. */
  isOwn?: boolean
}

type Ids = ReturnType<typeof scene>['ids']

/** A page with two groups, components in one and an open incident. */
function scene() {
  const db = testDatabase()
  makePage(db, {}, now - 1)
  const group = makeGroup(db, {}, now)
  const emptyGroup = makeGroup(db, { name: 'Platform' }, now)
  const component = makeComponent(db, { groupId: group }, now)
  const second = makeComponent(db, { name: 'Search', groupId: group }, now)
  const incident = makeIncident(db, {}, now)
  const { id: token } = createToken(db, terminal, { name: 'CI', role: 'viewer', expiresAt: now + hourMs }, now - 1)
  const ids = { group, emptyGroup, component, second, incident, token }
  const others = {
    ...lifeScene(db, now),
    ...peopleScene(db, now),
    ...alertScene(db, component, now),
    ...subscriberScene(db, now),
  }
  const signOn = singleSignOnScene(db, now)
  return { db, ids: { ...deskScene(db, incident, now), ...others, ...signOn, ...ids } }
}

const operations = { owner: 'Payments', criticality: null, runbookUrl: '', dashboardUrl: '', diagramUrl: '' }

/** Every write of the domain that takes an actor, with the least role that it needs. */
const writes: Write[] = [
  {
    write: createComponent,
    needs: 'owner',
    action: 'component.create',
    run: (db, actor) => createComponent(db, actor, { name: 'API' }, now),
    subject: () => '',
  },
  {
    write: updateComponent,
    needs: 'owner',
    action: 'component.update',
    run: (db, actor, ids) => updateComponent(db, actor, ids.component, { name: 'Payments' }, now),
    subject: (ids) => ids.component,
  },
  {
    write: updateComponentOperations,
    needs: 'owner',
    action: 'component_operations.update',
    run: (db, actor, ids) => updateComponentOperations(db, actor, ids.component, operations, now),
    subject: (ids) => ids.component,
  },
  {
    write: moveComponent,
    needs: 'owner',
    action: 'component.move',
    run: (db, actor, ids) => moveComponent(db, actor, ids.component, 'down', now),
    subject: (ids) => ids.component,
  },
  {
    write: archiveComponent,
    needs: 'owner',
    action: 'component.archive',
    run: (db, actor, ids) => archiveComponent(db, actor, ids.component, now),
    subject: (ids) => ids.component,
  },
  {
    write: restoreComponent,
    needs: 'owner',
    action: 'component.restore',
    run: (db, actor, ids) => restoreComponent(db, actor, ids.component, now),
    subject: (ids) => ids.component,
  },
  {
    write: setComponentStatus,
    needs: 'responder',
    action: 'component.set_status',
    run: (db, actor, ids) =>
      setComponentStatus(db, actor, { componentId: ids.component, status: 'partial_outage' }, now),
    subject: (ids) => ids.component,
  },
  {
    write: createGroup,
    needs: 'owner',
    action: 'component_group.create',
    run: (db, actor) => createGroup(db, actor, { name: 'Messages' }, now),
    subject: () => '',
  },
  {
    write: updateGroup,
    needs: 'owner',
    action: 'component_group.update',
    run: (db, actor, ids) => updateGroup(db, actor, ids.group, { name: 'Store' }, now),
    subject: (ids) => ids.group,
  },
  {
    write: moveGroup,
    needs: 'owner',
    action: 'component_group.move',
    run: (db, actor, ids) => moveGroup(db, actor, ids.group, 'down', now),
    subject: (ids) => ids.group,
  },
  {
    write: archiveGroup,
    needs: 'owner',
    action: 'component_group.archive',
    run: (db, actor, ids) => archiveGroup(db, actor, ids.emptyGroup, now),
    subject: (ids) => ids.emptyGroup,
  },
  {
    write: openIncident,
    needs: 'responder',
    action: 'incident.open',
    run: (db, actor) => openIncident(db, actor, { title: 'Search finds nothing' }, now),
    subject: () => '',
  },
  {
    write: recordPastIncident,
    needs: 'responder',
    action: 'incident.record_past',
    run: (db, actor) => recordPastIncident(db, actor, { title: 'Search found nothing', happenedAt: now - hourMs }, now),
    subject: () => '',
  },
  {
    write: postUpdate,
    needs: 'responder',
    action: 'incident_update.post',
    run: (db, actor, ids) => void postUpdate(db, actor, { incidentId: ids.incident, status: 'monitoring' }, now),
    subject: (ids) => ids.incident,
  },
  ...lifeWrites,
  {
    write: correctUpdate,
    needs: 'responder',
    action: 'incident_update.correct',
    run: (db, actor, ids) => {
      const [update] = db.select().from(incidentUpdates).where(eq(incidentUpdates.incidentId, ids.incident)).all()
      if (!update) throw new Error('the incident has an update')
      const input = { updateId: update.id, body: 'Some cards fail.', reason: 'not all do', seen: markOfUpdate(update) }
      correctUpdate(db, actor, input, now)
    },
    subject: (ids) => ids.incident,
  },
  {
    write: correctWindows,
    needs: 'responder',
    action: 'impact_window.correct',
    run: (db, actor, ids) => {
      const times = { startedAt: now - hourMs, endedAt: null, status: 'partial_outage' } as const
      const windows = [{ id: null, componentId: ids.component, ...times }]
      const seen = markOfWindows(requireIncident(db, ids.incident), [])
      correctWindows(db, actor, { incidentId: ids.incident, windows, reason: 'the logs say so', seen }, now)
    },
    subject: (ids) => ids.incident,
  },
  {
    write: renameIncident,
    needs: 'responder',
    action: 'incident.rename',
    run: (db, actor, ids) =>
      renameIncident(db, actor, { incidentId: ids.incident, title: 'Cards fail', reason: 'it is all cards' }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: scheduleMaintenance,
    needs: 'responder',
    action: 'maintenance.schedule',
    run: (db, actor) => {
      const plan = { title: 'Planned work', scheduledFor: now + hourMs, scheduledUntil: now + 2 * hourMs }
      return scheduleMaintenance(db, actor, plan, now)
    },
    subject: () => '',
  },
  ...deskWrites,
  ...peopleWrites,
  ...alertWrites,
  ...singleSignOnWrites,
  ...subscriberWrites,
  {
    write: createToken,
    needs: 'owner',
    action: 'api_token.create',
    run: (db, actor) => createToken(db, actor, { name: 'Deploy', role: 'responder', expiresAt: now + hourMs }, now).id,
    subject: () => '',
  },
  {
    write: revokeToken,
    needs: 'owner',
    action: 'api_token.revoke',
    run: (db, actor, ids) => revokeToken(db, actor, ids.token, now),
    subject: (ids) => ids.token,
  },
]

describe.each(writes)('$write.name', ({ needs, action, run, subject, isOwn = false }) => {
  const refused = roles.filter((role) => !mayAct(role, needs))

  test.each(refused)('is refused to a %s, and nothing is written', (role) => {
    const { db, ids } = scene()
    const before = db.$client.serialize()
    expect(() => run(db, actorAs(role), ids)).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(db.$client.serialize().equals(before)).toBe(true)
  })

  test.each(actorKinds.filter((kind) => kind === 'person' || !isOwn))(
    'by a %s leaves an audit row that says who did it, and from where',
    (kind) => {
      const { db, ids } = scene()
      const actor = makeActor(db, kind, needs, now)
      const made = run(db, actor, ids)
      const [row] = db.select().from(auditLog).orderBy(desc(auditLog.number)).limit(1).all()
      const subjectId = typeof made === 'string' ? made : subject(ids)
      expect(row).toMatchObject({ at: now, action, subjectId, ...auditedAs(actor) })
      expect(verifyAuditLog(db, null).faults).toEqual([])
    },
  )
})

test.each(writes.filter(({ needs }) => mayAct('support', needs) && !mayAct('viewer', needs)))(
  '$write.name by support changes nothing that customers see',
  ({ run }) => {
    const { db, ids } = scene()
    const before = selectRevision(db)
    run(db, makePerson(db, { name: 'Sam', role: 'support' }, now), ids)
    expect(selectRevision(db)).toBe(before)
  },
)

test('every write that takes an actor stands in the list above', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  // Imports and reports have their tests beside them.
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!imports\/|reports\/).*(?<!\.test)\.ts$/.test(file),
  )
  const found = files.flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^export function (\w+)\(\s*db: Db,\s*actor: Actor/gm)].map(
      (match) => match[1],
    ),
  )
  expect(found.sort()).toEqual(writes.map(({ write }) => write.name).sort())
})
