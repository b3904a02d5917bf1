import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incident-updates.ts'
import { brokenRules, brokenStepRules, rules } from './invariants.ts'
import { readLife } from './life-reading.ts'
import { mergeIncident } from './merges.ts'

const minuteMs = 60_000
const begin = Date.UTC(2026, 10, 24, 12)
const now = begin + 60 * minuteMs

/** An open incident, one that is over, one that was merged into the first, and an internal one. */
function scene() {
  const db = testDatabase()
  makePage(db, {}, begin)
  const component = makeComponent(db, {}, begin)
  const held = [{ componentId: component, status: 'major_outage' as const }]
  const open = makeIncident(db, { title: 'open', components: held }, begin)
  const over = makeIncident(db, { title: 'over', components: held }, begin)
  postUpdate(db, terminal, { incidentId: over, status: 'resolved' }, begin + 10 * minuteMs)
  const merged = makeIncident(db, { title: 'merged' }, begin)
  mergeIncident(db, terminal, { incidentId: merged, intoId: open }, begin + 20 * minuteMs)
  makeIncident(db, { title: 'Kept inside', body: 'For us.', isInternal: true, components: held }, begin)
  return { db }
}

/** What would break each rule, written into the rows past the domain. */
const faults: [rule: string, sql: string][] = [
  ['no window ends before it begins', `update impact_windows set ended_at = started_at - 1`],
  ['a window that counts lies within', `update impact_windows set ended_at = null`],
  ['a window that counts lies within', `update impact_windows set started_at = started_at - 1`],
  ['an incident has an end exactly where', `update incidents set resolved_at = null where title = 'over'`],
  ['an incident’s status and newest news', `update incidents set status = 'identified' where title = 'open'`],
  ['an incident’s status and newest news', `update incidents set latest_update_at = 1 where title = 'open'`],
  ['both clocks of an update', `update incident_updates set happened_at = created_at + 1`],
  ['an update is told exactly where', `update incident_updates set published_at = created_at`],
  ['what was merged is over', `update incidents set resolved_at = null where title = 'merged'`],
  ['what was merged is over', `update incidents set merged_into_id = id where title = 'merged'`],
  ['a false alarm is over', `update incidents set false_alarm_at = 1 where title = 'open'`],
  ['an open public incident promises', `update incident_updates set next_update_by = null`],
]

test('the scene breaks no rule', () => {
  expect(brokenRules(readLife(scene().db, now))).toEqual([])
})

test.each(faults)('the rule “%s …” can be broken: %s', (rule, sql) => {
  const { db } = scene()
  db.$client.exec(sql)
  expect(Object.keys(rules).filter((name) => name.startsWith(rule))).toHaveLength(1)
  expect(brokenRules(readLife(db, now)).filter((broken) => broken.startsWith(rule))).not.toEqual([])
})

const step = { isDone: true, incidentIds: [], isMerge: false, mostAudits: 1, touchesHand: false }

test.each([
  ['what is done leaves its audit row', `drop trigger audit_log_keeps_rows; delete from audit_log`],
  ['windows of what a step does not name', `update impact_windows set status = 'partial_outage'`],
  ['nothing is ever deleted', `delete from impact_windows`],
  ['nothing is ever deleted', `update incident_updates set published_at = null`],
  ['what was told and is changed', `update incident_updates set body = 'Never mind.'`],
  ['when something happened and when it was told', `update incident_updates set published_at = 1`],
])('the rule of a step “%s …” can be broken: %s', (rule, sql) => {
  const { db } = scene()
  const before = readLife(db, now)
  db.$client.exec(sql)
  expect(brokenStepRules(before, readLife(db, now), step).join('\n')).toContain(rule)
})

test('the rule that a merge changes no figure can be broken', () => {
  const { db } = scene()
  const before = readLife(db, now)
  db.$client.exec(`update impact_windows set withdrawn_at = 1`)
  expect(brokenStepRules(before, readLife(db, now), { ...step, isMerge: true }).join('\n')).toContain('a merge changes')
})
