'use server'

import { ZodError } from 'zod'
import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField, typedValues } from '#app/doors/forms/form-state'
import { mustAct } from '#domain/actor'
import {
  addAlertRule,
  changeAlertRule,
  moveAlertRule,
  removeAlertRule,
  type AlertRuleInput,
} from '#domain/alerts/alert-rules'
import { parseMatchers } from '#domain/alerts/matchers'
import { tryRules, type TrialLine } from '#domain/alerts/rule-trial'
import { DomainError } from '#domain/errors'

export const addAlertRuleAction = adminAction(({ db, actor, now }, form) => {
  const sourceId = textOf(form, 'sourceId')
  const id = addAlertRule(db, actor, sourceId, ruleIn(form), now)
  return { redirectTo: `/admin/alerts/${sourceId}#rule-${id}` }
})

export const changeAlertRuleAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  changeAlertRule(db, actor, id, { ...ruleIn(form), seen: textOf(form, seenField) }, now)
  return { redirectTo: `/admin/alerts/${textOf(form, 'sourceId')}#rule-${id}` }
})

/** One place up or down; the button that was pressed keeps the focus. */
export const moveAlertRuleAction = adminAction(({ db, actor, now }, form) => {
  const [sourceId = '', id = ''] = textOf(form, 'subjectId').split('.')
  const direction = textOf(form, 'direction') === 'up' ? 'up' : 'down'
  moveAlertRule(db, actor, id, direction, now)
  return { stayAt: `/admin/alerts/${sourceId}#${direction}-${sourceId}.${id}` }
})

export const removeAlertRuleAction = adminAction(({ db, actor, now }, form) => {
  removeAlertRule(db, actor, textOf(form, 'subjectId'), now)
  return { redirectTo: `/admin/alerts/${textOf(form, 'sourceId')}#rules` }
})

/** Says which rule would count, and does nothing. */
export const tryRulesAction = adminAction<TrialLine[]>(({ db, actor }, form) => {
  mustAct(actor, 'owner')
  const values = typedValues(form)
  return { values, data: besideField('text', () => tryRules(db, textOf(form, 'sourceId'), textOf(form, 'text'))) }
})

function ruleIn(form: FormData): AlertRuleInput {
  const matchers = besideField('matchers', () => parseMatchers(textOf(form, 'matchers')))
  return {
    matchers,
    componentId: textOf(form, 'componentId'),
    // The domain refuses what is no status and no mode.
    status: textOf(form, 'status') as AlertRuleInput['status'],
    mode: textOf(form, 'mode') as NonNullable<AlertRuleInput['mode']>,
  }
}

/** What can't be read of several lines is told beside their one field. */
function besideField<Result>(field: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof ZodError) throw new DomainError('invalid', wordsOf(error), field)
    if (error instanceof DomainError) throw new DomainError(error.code, error.message, field)
    throw error
  }
}

function wordsOf({ issues }: ZodError): string {
  const [issue] = issues
  const line = issue?.path[0]
  return typeof line === 'number'
    ? `Line ${line + 1}: ${issue?.message ?? ''}`
    : (issue?.message ?? 'It can’t be read.')
}
