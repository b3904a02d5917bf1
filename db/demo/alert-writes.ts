import type { Actor, Role } from '#domain/actor'
import {
  addAlertRule,
  changeAlertRule,
  moveAlertRule,
  removeAlertRule,
  type AlertRuleInput,
} from '#domain/alerts/alert-rules'
import { discardDraft } from '#domain/alerts/alert-drafts'
import { createAlertSource, revokeAlertSource } from '#domain/alerts/alert-sources'
import type { Db } from '#domain/database'
import { terminal } from './actors.ts'
import { deliver, makeAlertRule, makeAlertSource, receivedAlert } from './alerts.ts'
import { makeComponent } from './makers.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface AlertIds {
  component: string
  alertSource: string
  alertRule: string
  alertDraft: string
}

interface AlertWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: AlertIds) => string | void
  subject: (ids: AlertIds) => string
}

const ruleFor = (componentId: string, service: string): AlertRuleInput => ({
  matchers: [{ label: 'service', operator: '=', value: service }],
  componentId,
  status: 'partial_outage',
})

/** What the writes below need: a source of alerts with two rules, and a draft of another one's. */
export function alertScene(db: Db, component: string, now: number): Omit<AlertIds, 'component'> {
  const { id: alertSource } = createAlertSource(db, terminal, { name: 'Prometheus' }, now - 1)
  const alertRule = addAlertRule(db, terminal, alertSource, ruleFor(component, 'checkout'), now - 1)
  addAlertRule(db, terminal, alertSource, ruleFor(component, 'payments'), now - 1)
  const source = makeAlertSource(db, now - 1)
  // Its draft holds a component of its own: one that is held can't be archived.
  const componentId = makeComponent(db, { name: 'Baskets' }, now - 1)
  makeAlertRule(db, { source, service: 'checkout', componentId }, now - 1)
  const { draft } = deliver(db, { source, alerts: [receivedAlert('checkout', {}, now - 1)] }, now - 1)
  return { alertSource, alertRule, alertDraft: draft ?? '' }
}

/** The writes about sources of alerts and their rules, for the list of all in domain/writes.test.ts, at its `now`. */
export const alertWrites: AlertWrite[] = [
  {
    write: discardDraft,
    needs: 'responder',
    action: 'incident.mark_false_alarm',
    run: (db, actor, { alertDraft }) => discardDraft(db, actor, alertDraft, now),
    subject: ({ alertDraft }) => alertDraft,
  },
  {
    write: createAlertSource,
    needs: 'owner',
    action: 'alert_source.create',
    run: (db, actor) => createAlertSource(db, actor, { name: 'Grafana' }, now).id,
    subject: () => '',
  },
  {
    write: revokeAlertSource,
    needs: 'owner',
    action: 'alert_source.revoke',
    run: (db, actor, { alertSource }) => revokeAlertSource(db, actor, alertSource, now),
    subject: ({ alertSource }) => alertSource,
  },
  {
    write: addAlertRule,
    needs: 'owner',
    action: 'alert_rule.add',
    run: (db, actor, { alertSource, component }) =>
      addAlertRule(db, actor, alertSource, ruleFor(component, 'cart'), now),
    subject: () => '',
  },
  {
    write: changeAlertRule,
    needs: 'owner',
    action: 'alert_rule.change',
    run: (db, actor, { alertRule, component }) =>
      changeAlertRule(db, actor, alertRule, ruleFor(component, 'basket'), now),
    subject: ({ alertRule }) => alertRule,
  },
  {
    write: moveAlertRule,
    needs: 'owner',
    action: 'alert_rule.move',
    run: (db, actor, { alertRule }) => moveAlertRule(db, actor, alertRule, 'down', now),
    subject: ({ alertRule }) => alertRule,
  },
  {
    write: removeAlertRule,
    needs: 'owner',
    action: 'alert_rule.remove',
    run: (db, actor, { alertRule }) => removeAlertRule(db, actor, alertRule, now),
    subject: ({ alertRule }) => alertRule,
  },
]
