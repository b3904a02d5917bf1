import type { Actor, Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { setIncidentMetadata } from '#domain/incidents/incident-metadata'
import { handOverLead } from '#domain/incidents/leads'
import { markFalseAlarm } from '#domain/incidents/life/false-alarms'
import { setImpact } from '#domain/incidents/life/impact-overrides'
import { mergeIncident } from '#domain/incidents/life/merges'
import { publishIncident } from '#domain/incidents/life/publications'
import { scheduleMaintenance } from '#domain/incidents/maintenances'
import { rescheduleMaintenance } from '#domain/incidents/reschedules'
import { makePerson, terminal } from './actors.ts'
import { makeIncident } from './makers.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const plan = { title: 'A new disk', scheduledFor: now + hourMs, scheduledUntil: now + 2 * hourMs }

interface LifeIds {
  incident: string
  other: string
  internal: string
  maintenance: string
  colleague: string
}

interface LifeWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: LifeIds) => void
  subject: (ids: LifeIds) => string
}

/** What the writes below need: a second incident, an internal one, and somebody to hand the pen to. */
export function lifeScene(db: Db, now: number): Omit<LifeIds, 'incident'> {
  return {
    other: makeIncident(db, { title: 'Payments fail' }, now),
    internal: makeIncident(db, { isInternal: true }, now),
    maintenance: scheduleMaintenance(db, terminal, plan, now),
    colleague: makePerson(db, { name: 'Quinn', role: 'responder' }, now).id,
  }
}

/** The writes about an incident's life, for the list of all in domain/writes.test.ts, at its `now`. */
export const lifeWrites: LifeWrite[] = [
  {
    write: markFalseAlarm,
    needs: 'responder',
    action: 'incident.mark_false_alarm',
    run: (db, actor, ids) => markFalseAlarm(db, actor, { incidentId: ids.incident, reason: 'A check.' }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: mergeIncident,
    needs: 'responder',
    action: 'incident.merge',
    run: (db, actor, ids) => mergeIncident(db, actor, { incidentId: ids.incident, intoId: ids.other }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: publishIncident,
    needs: 'responder',
    action: 'incident.publish',
    run: (db, actor, ids) => publishIncident(db, actor, { incidentId: ids.internal }, now),
    subject: (ids) => ids.internal,
  },
  {
    write: setImpact,
    needs: 'responder',
    action: 'incident.set_impact',
    run: (db, actor, ids) =>
      setImpact(db, actor, { incidentId: ids.incident, impact: 'critical', reason: 'nobody can pay' }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: handOverLead,
    needs: 'responder',
    action: 'communications_lead.hand_over',
    run: (db, actor, ids) =>
      handOverLead(db, actor, { incidentId: ids.incident, personId: ids.colleague, note: 'I sleep.' }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: setIncidentMetadata,
    needs: 'responder',
    action: 'incident.set_metadata',
    run: (db, actor, ids) =>
      setIncidentMetadata(db, actor, { incidentId: ids.incident, metadata: { jira: { id: 7 } } }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: rescheduleMaintenance,
    needs: 'responder',
    action: 'maintenance.reschedule',
    run: (db, actor, ids) =>
      void rescheduleMaintenance(db, actor, { incidentId: ids.maintenance, scheduledUntil: now + 9 * hourMs }, now),
    subject: (ids) => ids.maintenance,
  },
]
