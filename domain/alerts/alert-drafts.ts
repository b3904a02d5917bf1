import { eq, inArray } from 'drizzle-orm'
import { alertGroups } from '#db/schema/alerts'
import { components } from '#db/schema/components'
import { mustAct, type Actor } from '../actor.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { heldStatuses, type StatusChange } from '../incidents/impact-windows.ts'
import { readIncident, requireIncident } from '../incidents/incident-record.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { openIncident } from '../incidents/incidents.ts'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { severityOf, statusWords, worstStatus } from '../status.ts'
import type { AlertGroup } from './alert-groups.ts'
import type { AlertRule } from './alert-rules.ts'

const mostNames = 3

export type DraftChange = 'draft_opened' | 'draft_updated' | null

type DraftedAlert = Pick<AlertRule, 'component' | 'status'> & { startedAt: number }

/**
 * Drafts an incident from a group's new alerts, or adds to the draft that there is: an internal
 * incident, which somebody looks at and publishes. What is public or over already is left to the team.
 */
export function draftFromAlerts(
  tx: Db,
  actor: Actor,
  group: AlertGroup,
  begun: readonly DraftedAlert[],
  now: number,
): { incidentId: string | null; change: DraftChange } {
  const incidentId = group.incident?.id ?? null
  if (begun.length === 0) return { incidentId, change: null }
  const wanted = worstByComponent(begun)
  const earliest = Math.min(...begun.map(({ startedAt }) => startedAt))
  if (group.incident === null)
    return { incidentId: openDraft(tx, actor, group, wanted, earliest, now), change: 'draft_opened' }
  const { publishedAt, resolvedAt, status, startedAt } = group.incident
  if (publishedAt !== null || resolvedAt !== null) return { incidentId, change: null }
  const held = heldStatuses(tx, group.incident.id)
  const worse = wanted.filter(
    ({ componentId, status: wish }) => severityOf(wish) > severityOf(held.get(componentId) ?? 'operational'),
  )
  if (worse.length === 0) return { incidentId, change: null }
  const body = bodyOf(tx, worse, held)
  const happenedAt = Math.max(earliest, startedAt)
  postUpdate(tx, actor, { incidentId: group.incident.id, status, body, components: worse, happenedAt }, now)
  return { incidentId, change: 'draft_updated' }
}

/**
 * Discards a draft from alerts: it becomes a false alarm that nobody outside has seen, and doesn't come
 * back while its alerts go on firing. Throws `forbidden` below responder, `not_found`, and `conflict`
 * for what is public, was merged, is over, or came from no alert.
 */
export function discardDraft(db: Db, actor: Actor, incidentId: string, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const { publishedAt, resolvedAt } = requireIncident(tx, incidentId)
    if (publishedAt !== null) {
      throw new DomainError(
        'conflict',
        'It is public meanwhile. Mark it as a false alarm on its own page, with a reason.',
      )
    }
    const isDrafted = tx
      .select({ id: alertGroups.id })
      .from(alertGroups)
      .where(eq(alertGroups.incidentId, incidentId))
      .get()
    if (resolvedAt !== null || !isDrafted)
      throw new DomainError('conflict', 'It is no open draft from alerts any more.')
    const reason = 'It was drafted from alerts, and discarded before anybody outside saw it.'
    markFalseAlarm(tx, actor, { incidentId, reason }, now)
  })
}

function openDraft(
  tx: Db,
  actor: Actor,
  group: AlertGroup,
  components: StatusChange[],
  happenedAt: number,
  now: number,
): string {
  const title = draftTitle(tx, components)
  const id = openIncident(tx, actor, { title, components, happenedAt, isInternal: true }, now)
  tx.update(alertGroups).set({ incidentId: id }).where(eq(alertGroups.id, group.row.id)).run()
  group.incident = readIncident(tx, id)
  return id
}

function worstByComponent(begun: readonly DraftedAlert[]): StatusChange[] {
  const worst = new Map<string, StatusChange['status']>()
  for (const { component, status } of begun) {
    worst.set(component.id, worstStatus([status, worst.get(component.id) ?? 'operational']))
  }
  return [...worst].map(([componentId, status]) => ({ componentId, status }))
}

/** Names what customers know and nothing of the alert's own words: whoever publishes it as it is gives nothing away. */
function draftTitle(tx: Db, changes: readonly StatusChange[]): string {
  const names = publicNames(tx, changes)
  const status = statusWords[worstStatus(changes.map((change) => change.status))].toLowerCase()
  return names === '' ? `A problem that alerts report: ${status}` : `${names}: ${status}`
}

function bodyOf(tx: Db, changes: readonly StatusChange[], held: ReadonlyMap<string, unknown>): string {
  const added = changes.filter(({ componentId }) => !held.has(componentId))
  const names = publicNames(tx, added)
  if (names === '') return ''
  return `${names} ${added.length === 1 ? 'is' : 'are'} affected too. We are looking into it.`
}

/** Such as "Checkout, Search and 3 more"; hidden components are left out. */
function publicNames(tx: Db, changes: readonly StatusChange[]): string {
  const names = tx
    .select({ name: components.name, hiddenAt: components.hiddenAt })
    .from(components)
    .where(
      inArray(
        components.id,
        changes.map(({ componentId }) => componentId),
      ),
    )
    .orderBy(components.position)
    .all()
    .filter(({ hiddenAt }) => hiddenAt === null)
    .map(({ name }) => name)
  if (names.length > mostNames)
    return `${names.slice(0, mostNames - 1).join(', ')} and ${names.length - mostNames + 1} more`
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
