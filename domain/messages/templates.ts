import mustache from 'mustache'
import { cleanLine, cleanProse } from '../input.ts'
import { escapeMarkdown, textToHtml } from '../text.ts'
import type { TemplatePart, Values, Variable } from './message-kinds.ts'

// It would keep whatever was ever typed.
mustache.templateCache = undefined

/** A mail program shows some 60 characters of a subject; what is filled in may be long. */
const longestSubject = 200

/** What stands in a template, as mustache tells it: its kind, its text, where it begins, and for a section what is in it. */
type Token = [type: string, value: string, start: number, end: number, inside?: Token[] | string]

/** What is wrong with a template, in a sentence that names its line; null where it can be filled. */
export function templateProblem(text: string, known: readonly Variable[]): string | null {
  try {
    return problemIn(mustache.parse(text) as Token[], text, known)
  } catch (error) {
    return error instanceof Error ? parseProblem(error.message, text) : String(error)
  }
}

function problemIn(tokens: readonly Token[], text: string, known: readonly Variable[]): string | null {
  for (const [type, value, start, , inside] of tokens) {
    const problem = problemOf(type, value, known)
    if (problem) return `Line ${lineAt(text, start)}: ${problem}`
    const within = Array.isArray(inside) ? problemIn(inside, text, known) : null
    if (within) return within
  }
  return null
}

function problemOf(type: string, value: string, known: readonly Variable[]): string | null {
  if (type === 'text' || type === '!') return null
  if (type === '&')
    return `write {{${value}}} with two braces and nothing else. What is filled in is always plain text.`
  if (type === '>') return `{{> ${value}}}: other templates can’t be taken in.`
  if (type === '=') return 'the braces can’t be changed to something else.'
  if ((known as readonly string[]).includes(value)) return null
  return `{{${value}}} is no variable here. There are: ${known.join(', ')}.`
}

function parseProblem(message: string, text: string): string {
  const name = /section "(.*)"/.exec(message)?.[1] ?? ''
  const at = lineAt(text, Number(/ at (\d+)$/.exec(message)?.[1] ?? 0))
  if (message.startsWith('Unclosed tag')) return `Line ${at}: a {{ has no }} that ends it.`
  if (message.startsWith('Unopened section')) return `Line ${at}: {{/${name}}} ends what nothing began.`
  if (message.startsWith('Unclosed section')) return `Line ${at}: {{#${name}}} is not ended by {{/${name}}} here.`
  return `It can’t be read: ${message}`
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

/** The words of a message, filled in; null where they are Candor's own. */
export interface FilledWords {
  subject: string | null
  opening: FilledText | null
  closing: FilledText | null
}

export interface FilledText {
  text: string
  /** Safe to show as it is. */
  html: string
}

/** Nothing but Candor's own. */
export const noWords: FilledWords = { subject: null, opening: null, closing: null }

/**
 * Fills templates in. A subject becomes one line, whatever is filled in; texts are Markdown, in which
 * values are plain words. Throws where a template can't be filled, which saving it has made sure of.
 */
export function fillTemplates(templates: Record<TemplatePart, string | null>, values: Values): FilledWords {
  const { subject, opening, closing } = templates
  return {
    subject: subject === null ? null : cut(cleanLine(fill(subject, values, asTyped))) || null,
    opening: filledText(opening, values),
    closing: filledText(closing, values),
  }
}

function filledText(template: string | null, values: Values): FilledText | null {
  if (template === null) return null
  const text = cleanProse(fill(template, values, asTyped))
  return text === '' ? null : { text, html: textToHtml(fill(template, values, asMarkdown), 'markdown') }
}

/** Only strings go in, and in an object without a prototype: nothing in a template can run. */
function fill(template: string, values: Values, escape: (value: string) => string): string {
  const view = Object.assign(Object.create(null), values) as Values
  return mustache.render(template, view, undefined, { escape: (value: unknown) => escape(String(value)) })
}

const asTyped = (value: string): string => value
/** An address stays a link; in all else nothing is markup. */
const asMarkdown = (value: string): string => (/^https?:\/\/\S+$/.test(value) ? value : escapeMarkdown(value))

function cut(text: string): string {
  const characters = [...text]
  return characters.length <= longestSubject ? text : `${characters.slice(0, longestSubject - 1).join('')}…`
}
