import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { cleanLine } from '../input.ts'
import { createRuleFinder, listAlertRules, type AlertRule } from './alert-rules.ts'
import { toLabels } from './formats/delivery.ts'
import { readDelivery } from './formats/formats.ts'
import type { Labels } from './matchers.ts'

export interface TrialLine {
  title: string
  labels: Labels
  /** The rule that would count, with its place from 1; null where none matches. */
  rule: { number: number; component: string; status: AlertRule['status']; mode: AlertRule['mode'] } | null
}

/**
 * Says which rule each alert would meet, and does nothing: of a payload as a source sends it, or of
 * labels, one a line. Throws `invalid` and ZodError, which say what can't be read.
 */
export function tryRules(db: Db, sourceId: string, text: string): TrialLine[] {
  const rules = listAlertRules(db, sourceId)
  const findRule = createRuleFinder(rules)
  return readTyped(text).map(({ title, labels }) => {
    const rule = findRule(labels)
    return {
      title,
      labels,
      rule: rule && {
        number: rules.indexOf(rule) + 1,
        component: rule.component.name,
        status: rule.status,
        mode: rule.mode,
      },
    }
  })
}

function readTyped(text: string): { title: string; labels: Labels }[] {
  const typed = text.trim()
  if (typed === '') throw new DomainError('invalid', 'Paste labels, one a line, or a whole payload.', 'text')
  if (typed.startsWith('{')) return readDelivery(readJson(typed)).alerts
  const entries = typed
    .split(/\r?\n/)
    .map(cleanLine)
    .filter((line) => line !== '')
    .map((line) => {
      const found = /^([^\s=!~"]+)\s*=\s*(.*)$/.exec(line)
      if (!found) {
        throw new DomainError('invalid', `“${line.slice(0, 60)}” is no label. Write name=value, one a line.`, 'text')
      }
      return [found[1] ?? '', (found[2] ?? '').replace(/^"(.*)"$/, '$1')] as const
    })
  const labels = toLabels(entries)
  return [{ title: labels.alertname ?? 'These labels', labels }]
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new DomainError('invalid', `This is no JSON: ${error.message}.`, 'text')
    throw error
  }
}
