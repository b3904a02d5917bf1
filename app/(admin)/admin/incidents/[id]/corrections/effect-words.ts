import type { ComponentEffect, CorrectionEffects, MonthEffect } from '#domain/corrections/correction-effects'
import { statusWords, type ComponentStatus } from '#domain/status'
import { impactWords } from '#domain/status'
import { uptimeWords } from '#domain/uptime'
import { durationWords } from '../../../../../../components/durations.tsx'
import { monthWords } from '../../../../../../components/instants.tsx'

/** One thing that a correction does, in a line; the state's shape and colour stand before it where there is one. */
export interface EffectLine {
  state: ComponentStatus | null
  text: string
}

/** So many months of a component are told one by one. */
const mostMonths = 6

/** What a correction does besides its words, line by line. `year` is the current one, which months don't repeat. */
export function effectLines(effects: CorrectionEffects, year: number): EffectLine[] {
  const { components, duration, impact } = effects
  const lines = components.flatMap((component) => componentLines(component, year))
  if (duration) {
    const text = `The incident ${duration.isOver ? 'lasted' : 'has lasted'}: ${durationWords(duration.before)} → ${durationWords(duration.after)}`
    lines.push({ state: null, text })
  }
  if (impact) {
    lines.push({
      state: null,
      text: `Impact: ${impactWords[impact.before]} → ${impactWords[impact.after].toLowerCase()}`,
    })
  }
  return lines
}

function componentLines({ name, isHidden, status, months }: ComponentEffect, year: number): EffectLine[] {
  const hidden = isHidden ? ' (hidden: customers don’t see it)' : ''
  const told = months.slice(0, mostMonths).map((month) => ({
    state: null,
    text: `${name}, ${monthName(month, year)}: ${uptimeChange(month)}${hidden}`,
  }))
  const rest = months.length - told.length
  return [
    ...(status.before === status.after
      ? []
      : [
          {
            state: status.after,
            text: `${name} goes from ${statusWords[status.before].toLowerCase()} to ${statusWords[status.after].toLowerCase()}${hidden}`,
          },
        ]),
    ...told,
    ...(rest > 0 ? [{ state: null, text: `${name}: ${rest} earlier months change, too${hidden}` }] : []),
  ]
}

function monthName({ year: of, month }: MonthEffect, year: number): string {
  const words = monthWords(of, month)
  return of === year ? words.replace(/ \d+$/, '') : words
}

function uptimeChange({ before, after }: MonthEffect): string {
  if (before === after) return before === null ? 'no data' : `${uptimeWords(before)}, as before`
  return `${figure(before)} → ${figure(after)}`
}

function figure(hundredths: number | null): string {
  return hundredths === null ? 'no data' : uptimeWords(hundredths)
}
