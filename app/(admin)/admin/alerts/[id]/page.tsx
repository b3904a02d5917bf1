import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { listAlertRules, ruleMark, ruleStatuses, type AlertRule } from '#domain/alerts/alert-rules'
import { readAlertSource } from '#domain/alerts/alert-sources'
import { listDeliveries, listUnmatched } from '#domain/alerts/deliveries'
import { matcherLines } from '#domain/alerts/matchers'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readPage } from '#domain/page'
import { statusWords } from '#domain/status'
import { StatusChip } from '../../../../../components/status-chip.tsx'
import { MoveForm } from '../../../parts/forms/move-form.tsx'
import { Missing } from '../../../parts/missing.tsx'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { moveAlertRuleAction } from './actions.ts'
import { DeliveryList } from './delivery-list.tsx'
import { AddRuleForm, RuleForms } from './rule-form.tsx'
import { TryForm } from './try-form.tsx'
import { UnmatchedList } from './unmatched-list.tsx'

export const metadata: Metadata = { title: 'Source of alerts' }

interface AlertSourcePageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ labels?: string | string[] }>
}

const unmatchedShown = 20

export default async function AlertSourcePage({ params, searchParams }: AlertSourcePageProps) {
  const [{ id }, { labels }] = await Promise.all([params, searchParams])
  const { actor } = await requireSession(`/admin/alerts/${id}`)
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle title="Source of alerts" />
        <NotAllowed role={actor.role} needed="owner" what="see and change the rules for alerts" />
      </div>
    )
  }
  const now = Date.now()
  const read = await readForPage((db) => ({
    source: readAlertSource(db, id),
    rules: listAlertRules(db, id),
    unmatched: listUnmatched(db, id, unmatchedShown),
    deliveries: listDeliveries(db, id),
    components: listComponentStatuses(db, now),
    timeZone: readPage(db).timeZone,
  }))
  const { source, rules, unmatched, deliveries, timeZone } = read
  if (!source) return <Missing title="There is no such source of alerts" text="Look for it in the list of sources." />
  const isWorking = source.revokedAt === null
  const lists = {
    sourceId: id,
    components: read.components.map((component) => ({ value: component.id, label: component.name })),
    statuses: ruleStatuses.map((status) => ({ value: status, label: statusWords[status] })),
  }
  const told = { now, timeZone }
  return (
    <div className="max-w-[46rem]">
      <PageTitle title={source.name} back={{ href: '/admin/alerts', label: 'Alerts' }} />
      <p className="mt-2 text-muted">
        Its address begins with <code>{source.start}…</code>; the rest was shown once.
        {!isWorking && ' It is revoked: nothing is taken in any more.'}
      </p>
      <Panel title={<span id="rules">Rules</span>}>
        <p className="mt-1 text-note text-muted">The first rule that matches an alert counts.</p>
        {rules.length === 0 && <p className="mt-3 text-muted">There is no rule yet: alerts become nothing.</p>}
        <ol className="mt-2">
          {rules.map((rule, index) => (
            <li key={rule.id} id={`rule-${rule.id}`} className="border-line py-4 not-first:border-t">
              <div className="flex flex-wrap items-start justify-between gap-3">
                <RuleWords rule={rule} number={index + 1} />
                <MoveForm
                  action={moveAlertRuleAction}
                  id={`${id}.${rule.id}`}
                  name={`rule ${index + 1}`}
                  isFirst={index === 0}
                  isLast={index === rules.length - 1}
                />
              </div>
              <RuleForms
                rule={{
                  ...rule,
                  number: index + 1,
                  lines: matcherLines(rule.matchers),
                  componentId: rule.component.id,
                  mark: ruleMark(rule),
                }}
                {...lists}
              />
            </li>
          ))}
        </ol>
      </Panel>
      {isWorking && (
        <Panel title={<span id="add">Add a rule</span>}>
          <AddRuleForm lines={typeof labels === 'string' ? labels.slice(0, 2_000) : ''} {...lists} />
        </Panel>
      )}
      <Panel title="Try it">
        <TryForm sourceId={id} />
      </Panel>
      <Panel title={<span id="unmatched">Alerts that no rule matches</span>}>
        <UnmatchedList sourceId={id} {...unmatched} canAdd={isWorking} {...told} />
      </Panel>
      <Panel title="Last deliveries">
        <DeliveryList deliveries={deliveries} {...told} />
      </Panel>
    </div>
  )
}

function RuleWords({ rule, number }: { rule: AlertRule; number: number }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="font-semibold">
        Rule {number}: {rule.component.name}
      </p>
      <p className="font-mono text-small whitespace-pre-wrap wrap-anywhere">{matcherLines(rule.matchers)}</p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-note">
        <StatusChip state={rule.status} />
        <span>{rule.mode === 'status' ? 'sets the status, public at once' : 'drafts an incident'}</span>
      </p>
      {rule.component.isArchived && (
        <p className="text-note text-muted">The component is archived, so that this rule does nothing.</p>
      )}
    </div>
  )
}
