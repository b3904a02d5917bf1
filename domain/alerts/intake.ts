import { eq } from 'drizzle-orm'
import { alerts, type deliveryOutcomes } from '#db/schema/alerts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { newId } from '../identity.ts'
import { draftFromAlerts, type DraftChange } from './alert-drafts.ts'
import { beginGroup, readCurrentGroup, type AlertGroup, type AlertRow } from './alert-groups.ts'
import { createRuleFinder, listAlertRules, type AlertRule } from './alert-rules.ts'
import { noteSourceUse, type AlertSourceRow } from './alert-sources.ts'
import { releaseStatusOfAlert, setStatusByAlert } from './alert-windows.ts'
import { forgetUnmatched, noteDelivery } from './deliveries.ts'
import type { Delivery, ReceivedAlert } from './formats/delivery.ts'

/** No alert counts from longer ago, so that a slip of the year opens nothing. */
const longestBackMs = 365 * 24 * 3_600_000

export interface DeliveryAnswer {
  outcome: (typeof deliveryOutcomes)[number]
  /** The incident that was drafted from the alert's group, public or over meanwhile or not; null where there is none. */
  draft: string | null
  /** How many of the delivery's alerts a rule matches, and how many none does. */
  matched: number
  ignored: number
}

/** What is there of an alert once a delivery is taken in. */
interface Fired {
  row: AlertRow
  rule: AlertRule
}

/**
 * Takes in what a source says: keeps its alerts, drafts at most one incident for their group or adds to
 * it, and sets or takes back the statuses of rules that ask for that. What was told already changes
 * nothing. Nothing is published but by such a rule.
 */
export function takeDelivery(db: Db, source: AlertSourceRow, delivery: Delivery, now: number): DeliveryAnswer {
  const actor: Actor = { kind: 'alert', id: source.id, name: source.name, role: 'responder' }
  return write(db, (tx) => {
    noteSourceUse(tx, source.id, now)
    const findRule = createRuleFinder(listAlertRules(tx, source.id))
    const matched = delivery.alerts.filter(({ labels }) => findRule(labels) !== null).length
    const counts = { matched, ignored: delivery.alerts.length - matched }
    const taken = takeAlerts(tx, actor, source.id, delivery, findRule, now)
    const answer = { outcome: outcomeOf(taken, counts), draft: taken.draft, ...counts }
    const { format } = delivery
    noteDelivery(tx, source.id, { ...answer, format, incidentId: taken.draft, note: yieldWords(taken) }, now)
    if (counts.ignored > 0) forgetUnmatched(tx, source.id)
    return answer
  })
}

interface Taken {
  draft: string | null
  change: DraftChange
  set: number
  yielded: number
  ended: number
  /** How many matched alerts began that were not known as firing. */
  begun: number
}

function takeAlerts(
  tx: Db,
  actor: Actor,
  sourceId: string,
  { group: key, alerts: received }: Delivery,
  findRule: ReturnType<typeof createRuleFinder>,
  now: number,
): Taken {
  const taken: Taken = { draft: null, change: null, set: 0, yielded: 0, ended: 0, begun: 0 }
  const isAny = received.some(({ isFiring }) => isFiring) || readCurrentGroup(tx, sourceId, key) !== null
  // A first word that alerts ended says nothing that anybody asked for.
  if (!isAny) return taken
  const group = groupFor(tx, sourceId, key, received, findRule, now)
  const told: Fired[] = []
  for (const alert of received) {
    const known = group.alerts.find(({ fingerprint }) => fingerprint === alert.fingerprint)
    if (alert.isFiring) {
      const rule = findRule(alert.labels)
      const row = begin(tx, group, alert, known, rule, now)
      if (row && rule) told.push({ row, rule })
    } else if (known && isNewEnd(known, alert)) {
      const endedAt = within(alert.endedAt, known.startedAt, now)
      tx.update(alerts).set({ endedAt }).where(eq(alerts.id, known.id)).run()
      replaceKnown(group, { ...known, endedAt })
      releaseStatusOfAlert(tx, actor, known.id, endedAt, now)
      if (known.componentId !== null) taken.ended++
    }
  }
  // A delivery may say of one alert that it fires, and that it ended: what it says last counts.
  const fired = told.filter(({ row }) => group.alerts.includes(row) && row.endedAt === null)
  taken.begun = fired.length
  for (const { row, rule } of fired.filter(({ rule: { mode } }) => mode === 'status')) {
    const { id, startedAt } = row
    const winner = setStatusByAlert(
      tx,
      actor,
      { id, startedAt, componentId: rule.component.id, status: rule.status },
      now,
    )
    if (winner === null) taken.set++
    else taken.yielded++
  }
  const drafted = draftFromAlerts(
    tx,
    actor,
    group,
    fired.flatMap(({ row, rule }) => (rule.mode === 'draft' ? [{ startedAt: row.startedAt, ...rule }] : [])),
    now,
  )
  taken.draft = drafted.incidentId
  taken.change = drafted.change
  if (taken.ended > 0 || (fired.length > 0 && taken.change === null)) tellTeam(tx, actor, group, taken, now)
  return taken
}

/**
 * The group that a delivery belongs to. One whose incident is over stays as it is while it goes on
 * firing, so that what was discarded doesn't come back; what begins after that belongs to a new one.
 * What begins beside alerts that outlived a real incident does so, too.
 */
function groupFor(
  tx: Db,
  sourceId: string,
  key: string,
  received: readonly ReceivedAlert[],
  findRule: ReturnType<typeof createRuleFinder>,
  now: number,
): AlertGroup {
  const current = readCurrentGroup(tx, sourceId, key)
  if (!current) return beginGroup(tx, sourceId, key, now)
  if (current.incident === null || current.incident.resolvedAt === null) return current
  const isDiscarded = current.incident.falseAlarmAt !== null
  const isStillFiring = current.alerts.some(({ endedAt, componentId }) => endedAt === null && componentId !== null)
  if (isDiscarded && isStillFiring) return current
  const hasNew = received.some((alert) => {
    const known = current.alerts.find(({ fingerprint }) => fingerprint === alert.fingerprint)
    return alert.isFiring && findRule(alert.labels) !== null && isNewBeginning(known, alert, now)
  })
  return hasNew ? carriedOn(tx, beginGroup(tx, sourceId, key, now), current) : current
}

/** What still fires goes over to the new group, so that its end is heard. */
function carriedOn(tx: Db, next: AlertGroup, before: AlertGroup): AlertGroup {
  const firing = before.alerts.filter(({ endedAt }) => endedAt === null)
  for (const { id } of firing) tx.update(alerts).set({ groupId: next.row.id }).where(eq(alerts.id, id)).run()
  return { ...next, alerts: firing.map((row) => ({ ...row, groupId: next.row.id })) }
}

/** Notes that an alert fires. Returns its row where that is news of which a rule knows; else null. */
function begin(
  tx: Db,
  group: AlertGroup,
  alert: ReceivedAlert,
  known: AlertRow | undefined,
  rule: AlertRule | null,
  now: number,
): AlertRow | null {
  const isNew = isNewBeginning(known, alert, now)
  const isNewlyMatched = known?.endedAt === null && known.componentId === null && rule !== null
  if (!isNew && !isNewlyMatched) {
    if (known) tx.update(alerts).set({ receivedAt: now }).where(eq(alerts.id, known.id)).run()
    return null
  }
  const row: AlertRow = {
    id: known?.id ?? newId(),
    groupId: group.row.id,
    fingerprint: alert.fingerprint,
    labels: JSON.stringify(alert.labels),
    title: alert.title,
    startedAt: isNew ? within(alert.startedAt, now - longestBackMs, now) : (known?.startedAt ?? now),
    endedAt: null,
    componentId: rule?.component.id ?? null,
    status: rule?.status ?? null,
    setsStatus: rule?.mode === 'status',
    windowId: null,
    yieldedToId: null,
    receivedAt: now,
  }
  if (known) tx.update(alerts).set(row).where(eq(alerts.id, known.id)).run()
  else tx.insert(alerts).values(row).run()
  replaceKnown(group, row)
  return row
}

/** Late and repeated words of an alert's beginning are no news; one that ended begins again at a later time only. */
function isNewBeginning(known: AlertRow | undefined, { startedAt }: ReceivedAlert, now: number): boolean {
  if (!known) return true
  return known.endedAt !== null && (startedAt ?? now) > known.startedAt
}

/** An end from before an alert began (again) is of an earlier time. */
function isNewEnd({ endedAt, startedAt }: AlertRow, alert: ReceivedAlert): boolean {
  return endedAt === null && (alert.endedAt === null || alert.endedAt >= startedAt)
}

function replaceKnown(group: AlertGroup, row: AlertRow): void {
  const at = group.alerts.findIndex(({ id }) => id === row.id)
  if (at < 0) group.alerts.push(row)
  else group.alerts[at] = row
}

function within(said: number | null, from: number, now: number): number {
  return Math.max(from, Math.min(said ?? now, now))
}

/** Leaves a row of what changed where nothing else does, so that live pages hear of it. */
function tellTeam(tx: Db, actor: Actor, group: AlertGroup, { begun, ended }: Taken, now: number): void {
  const subject = group.incident
    ? { subjectKind: 'incident', subjectId: group.incident.id }
    : { subjectKind: 'alert_group', subjectId: group.row.id }
  recordAudit(tx, actor, { action: 'alert_group.update', ...subject, after: { begun, ended } }, now)
}

function outcomeOf(
  { change, set, ended, begun }: Taken,
  counts: { matched: number; ignored: number },
): DeliveryAnswer['outcome'] {
  if (change !== null) return change
  if (set > 0) return 'status_set'
  if (ended > 0) return 'alerts_ended'
  if (begun > 0) return 'noted'
  return counts.matched === 0 && counts.ignored > 0 ? 'unmatched' : 'nothing_new'
}

function yieldWords({ yielded }: Taken): string | null {
  return yielded === 0 ? null : 'No status was set: somebody’s open incident or maintenance holds the component.'
}
