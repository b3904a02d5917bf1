import { RE2JS } from 're2js'
import { z } from 'zod'
import { cleanLine } from '../input.ts'

export const operators = ['=', '!=', '=~'] as const

const mostMatchers = 20
const longestPattern = 200

/** A condition on one label. A label that an alert has not is empty, as Alertmanager has it. */
export interface Matcher {
  label: string
  operator: (typeof operators)[number]
  value: string
}

const matcher = z
  .object({
    label: z
      .string()
      .regex(/^[^\s=!~"]+$/, 'A label’s name holds no spaces, quotes or = ! ~.')
      .max(100, 'A label’s name has at most 100 characters.'),
    operator: z.enum(operators, { error: `Compare with ${operators.join(', ')}.` }),
    value: z.string().max(500, 'A value has at most 500 characters.'),
  })
  .superRefine(({ operator, value }, context) => {
    if (operator !== '=~') return
    const problem = problemOf(value)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

export const matchersInput = z
  .array(matcher)
  .min(1, 'Write at least one condition, such as service="checkout".')
  .max(mostMatchers, `At most ${mostMatchers} conditions fit into one rule.`)

/** Reads conditions as people write them, one a line: `service="checkout"`, `severity=~critical|page`. Throws ZodError. */
export function parseMatchers(text: string): Matcher[] {
  const lines = text
    .split(/\r?\n/)
    .map(cleanLine)
    .filter((line) => line !== '')
  return matchersInput.parse(lines.map(readLine))
}

/** The same, written back. */
export function matcherLines(matchers: readonly Matcher[]): string {
  return matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`).join('\n')
}

function readLine(line: string): { label: string; operator: string; value: string } {
  const found = /^([^\s=!~"]+)\s*(=~|!=|!~|=)\s*(.*)$/.exec(line)
  if (!found) {
    throw new z.ZodError([
      {
        code: 'custom',
        path: [],
        message: `“${line.slice(0, 60)}” is no condition. Write one a line, such as service="checkout".`,
      },
    ])
  }
  const [, label = '', operator = '', value = ''] = found
  return { label, operator, value: unquoted(value) }
}

function unquoted(value: string): string {
  if (!/^".*"$/s.test(value)) return value
  try {
    return String(JSON.parse(value))
  } catch (error) {
    // Patterns are often quoted with single backslashes.
    if (error instanceof SyntaxError) return value.slice(1, -1)
    throw error
  }
}

/** RE2's syntax: its time grows with the text and no pattern makes it run away. */
function problemOf(pattern: string): string | null {
  if (pattern.length > longestPattern) return `A pattern has at most ${longestPattern} characters.`
  try {
    RE2JS.compile(pattern)
    return null
  } catch (error) {
    return `“${pattern.slice(0, 60)}” can’t be read as a pattern: ${error instanceof Error ? error.message : 'it is wrong'}.`
  }
}

export type Labels = Readonly<Record<string, string>>

/** Whether labels meet conditions, for many questions: patterns are read once and match whole values. */
export function createMatching(): (matchers: readonly Matcher[], labels: Labels) => boolean {
  const patterns = new Map<string, RE2JS>()
  const answers = new Map<string, boolean>()
  function matchesPattern(pattern: string, value: string): boolean {
    const key = JSON.stringify([pattern, value])
    const known = answers.get(key)
    if (known !== undefined) return known
    const compiled = patterns.get(pattern) ?? RE2JS.compile(pattern)
    patterns.set(pattern, compiled)
    const answer = compiled.matches(value)
    answers.set(key, answer)
    return answer
  }
  return (matchers, labels) =>
    matchers.every(({ label, operator, value }) => {
      const has = Object.hasOwn(labels, label) ? (labels[label] ?? '') : ''
      if (operator === '=') return has === value
      return operator === '!=' ? has !== value : matchesPattern(value, has)
    })
}
