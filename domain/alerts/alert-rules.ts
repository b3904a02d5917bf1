import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { alertRules, alertStatuses } from '#db/schema/alerts'
import { components } from '#db/schema/components'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { requireActiveComponent } from '../incidents/impact-windows.ts'
import { refuseStaleRecord, seenMark } from '../seen-record.ts'
import { statusWords } from '../status.ts'
import { requireWorkingSource } from './alert-sources.ts'
import { createMatching, matcherLines, matchersInput, type Labels, type Matcher } from './matchers.ts'

const mostRules = 100

/** What a rule can make of a component, the mildest first. */
export const ruleStatuses = alertStatuses

export const alertModes = ['draft', 'status'] as const

export const alertRuleInput = z.object({
  matchers: matchersInput,
  componentId: z.string().min(1, 'Choose a component.'),
  status: z.enum(alertStatuses, { error: 'Choose how the component is then.' }),
  /** What it does: writes a draft for somebody to publish, or sets the component's status by itself. */
  mode: z.enum(alertModes, { error: 'Choose what the rule does.' }).default('draft'),
})

export type AlertRuleInput = z.input<typeof alertRuleInput>

export interface AlertRule {
  id: string
  position: number
  matchers: Matcher[]
  component: { id: string; name: string; isArchived: boolean }
  status: (typeof alertStatuses)[number]
  mode: (typeof alertModes)[number]
}

/** Adds a rule behind a source's others. Returns its id. Throws `forbidden` below owner, `not_found`, `invalid` and `conflict`. */
export function addAlertRule(db: Db, actor: Actor, sourceId: string, rawInput: AlertRuleInput, now: number): string {
  mustAct(actor, 'owner')
  const input = alertRuleInput.parse(rawInput)
  return write(db, (tx) => {
    requireWorkingSource(tx, sourceId)
    const rules = listAlertRules(tx, sourceId)
    if (rules.length >= mostRules)
      throw new DomainError('conflict', `At most ${mostRules} rules fit. Join or remove some.`)
    requireActiveComponent(tx, input.componentId)
    const id = newId()
    const position = (rules.at(-1)?.position ?? -1) + 1
    tx.insert(alertRules)
      .values({ id, sourceId, position, ...columnsOf(input), createdAt: now, updatedAt: now })
      .run()
    recordAudit(tx, actor, { action: 'alert_rule.add', subjectKind: 'alert_rule', subjectId: id, after: input }, now)
    return id
  })
}

/**
 * Changes a rule; what it made of alerts so far stays. `seen` is what `ruleMark` said of it. Throws
 * `forbidden` below owner, `not_found`, `invalid`, and `conflict` where somebody changed it meanwhile.
 */
export function changeAlertRule(
  db: Db,
  actor: Actor,
  ruleId: string,
  { seen, ...rawInput }: AlertRuleInput & { seen?: string },
  now: number,
): void {
  mustAct(actor, 'owner')
  const input = alertRuleInput.parse(rawInput)
  write(db, (tx) => {
    const before = requireRule(tx, ruleId)
    refuseStaleRecord(tx, actor, {
      subject: { kind: 'alert_rule', id: ruleId },
      seen,
      actual: ruleMark(before),
      did: 'changed the rule',
      parts: () => [
        { label: 'Conditions', text: matcherLines(before.matchers) },
        { label: 'Component', text: `${before.component.name}: ${statusWords[before.status]}` },
      ],
    })
    if (input.componentId !== before.component.id) requireActiveComponent(tx, input.componentId)
    tx.update(alertRules)
      .set({ ...columnsOf(input), updatedAt: now })
      .where(eq(alertRules.id, ruleId))
      .run()
    const { matchers, component, status, mode } = before
    recordAudit(
      tx,
      actor,
      {
        action: 'alert_rule.change',
        subjectKind: 'alert_rule',
        subjectId: ruleId,
        before: { matchers, componentId: component.id, status, mode },
        after: input,
      },
      now,
    )
  })
}

/** Moves a rule one place; at an end of the list it stays. Throws `forbidden` below owner and `not_found`. */
export function moveAlertRule(db: Db, actor: Actor, ruleId: string, direction: 'up' | 'down', now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const { sourceId } = requireRule(tx, ruleId)
    const rules = listAlertRules(tx, sourceId)
    const at = rules.findIndex((rule) => rule.id === ruleId)
    const [rule, other] = [rules[at], rules[direction === 'up' ? at - 1 : at + 1]]
    if (!rule || !other) return
    for (const [id, position] of [
      [rule.id, other.position],
      [other.id, rule.position],
    ] as const) {
      tx.update(alertRules).set({ position }).where(eq(alertRules.id, id)).run()
    }
    recordAudit(
      tx,
      actor,
      { action: 'alert_rule.move', subjectKind: 'alert_rule', subjectId: ruleId, after: { direction } },
      now,
    )
  })
}

/** Removes a rule; what it made of alerts so far stays. Throws `forbidden` below owner and `not_found`. */
export function removeAlertRule(db: Db, actor: Actor, ruleId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const { matchers, component, status, mode } = requireRule(tx, ruleId)
    tx.delete(alertRules).where(eq(alertRules.id, ruleId)).run()
    const before = { matchers, componentId: component.id, status, mode }
    recordAudit(tx, actor, { action: 'alert_rule.remove', subjectKind: 'alert_rule', subjectId: ruleId, before }, now)
  })
}

/** The rules of a source in their order; for the team only. */
export function listAlertRules(db: Db, sourceId: string): AlertRule[] {
  return selectRules(db)
    .where(eq(alertRules.sourceId, sourceId))
    .orderBy(asc(alertRules.position), asc(alertRules.id))
    .all()
    .map(ruleOf)
}

/** What a rule says, as whoever changes it has seen it. */
export function ruleMark({ matchers, component, status, mode }: AlertRule): string {
  return seenMark(JSON.stringify(matchers), component.id, status, mode)
}

/** Finds the rule for an alert: the first of a source's whose conditions all hold; those of archived components are left out. */
export function createRuleFinder(rules: readonly AlertRule[]): (labels: Labels) => AlertRule | null {
  const matches = createMatching()
  const working = rules.filter(({ component }) => !component.isArchived)
  return (labels) => working.find((rule) => matches(rule.matchers, labels)) ?? null
}

function requireRule(db: Db, id: string): AlertRule & { sourceId: string } {
  const row = selectRules(db).where(eq(alertRules.id, id)).get()
  if (!row) throw new DomainError('not_found', 'There is no such rule any more. Load the page again.')
  return { ...ruleOf(row), sourceId: row.rule.sourceId }
}

function selectRules(db: Db) {
  return db
    .select({ rule: alertRules, name: components.name, archivedAt: components.archivedAt })
    .from(alertRules)
    .innerJoin(components, eq(components.id, alertRules.componentId))
    .$dynamic()
}

function ruleOf({
  rule,
  name,
  archivedAt,
}: {
  rule: typeof alertRules.$inferSelect
  name: string
  archivedAt: number | null
}): AlertRule {
  return {
    id: rule.id,
    position: rule.position,
    matchers: JSON.parse(rule.matchers) as Matcher[],
    component: { id: rule.componentId, name, isArchived: archivedAt !== null },
    status: rule.status,
    mode: rule.setsStatus ? 'status' : 'draft',
  }
}

function columnsOf({ matchers, componentId, status, mode }: z.output<typeof alertRuleInput>) {
  return { matchers: JSON.stringify(matchers), componentId, status, setsStatus: mode === 'status' }
}
