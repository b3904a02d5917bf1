import type { NewerChange } from '#domain/stale-view'

/** The hidden field with the key under which a form is done once, however often it is sent. */
export const keyField = 'formKey'
/** The hidden field with the name under which what is typed is kept; it is deleted when the form is done. */
export const draftField = 'draftForm'
/** The hidden field with what the sender saw of the thing that the form is about. */
export const seenField = 'seen'

/** What others did to the same thing meanwhile, for which a form was refused. */
export interface Stale {
  message: string
  changes: readonly NewerChange[]
  /** What the next try says to have seen. */
  seen: string
}

/** What a form shows: nothing yet, what was typed before, what is wrong, or what came of it. Crosses to the browser as plain data. */
export interface FormState<Data = null> {
  status: 'idle' | 'restored' | 'error' | 'ok'
  /** For the whole form; null where each problem stands beside its field. */
  message: string | null
  /** By the field's name. */
  errors: Record<string, string>
  /** What was typed, by the field's name, so that it survives an error. */
  values: Record<string, string[]>
  data: Data | null
  /** Where the browser goes on to, with scripts; without them it is redirected. */
  goTo: string | null
  stale: Stale | null
  /** Whether the form's key was used up: what is sent next is another thing. */
  isSpent: boolean
  /** Where it led when it was sent already, saying something else. */
  sentBeforeTo: string | null
  /** Whether it must be proven first who sends it. */
  asksToConfirm: boolean
}

export function idle<Data = null>(values: Record<string, string[]> = {}): FormState<Data> {
  return {
    status: 'idle',
    message: null,
    errors: {},
    values,
    data: null,
    goTo: null,
    stale: null,
    isSpent: false,
    sentBeforeTo: null,
    asksToConfirm: false,
  }
}

/** The first value typed into a field, or what stands there before anything is typed. */
export function typed(values: Record<string, string[]>, name: string, before = ''): string {
  return values[name]?.[0] ?? before
}

const neverRepeated = /password|secret/i

/** What was typed into a form; passwords and Next's own fields are not repeated. */
export function typedValues(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string' || name.startsWith('$ACTION') || neverRepeated.test(name)) continue
    ;(values[name] ??= []).push(value)
  }
  return values
}

/** The buttons of a publication that do nothing yet, by their intent: what they would do is to publish. */
const steps = ['look', 'change']

/** What a form says, for telling whether two are the same: without its key and what its sender saw, each of which may change. */
export function saidFields(form: FormData): [name: string, value: string][] {
  return [...form.entries()].flatMap(([name, value]): [string, string][] => {
    if (name.startsWith('$ACTION') || name === keyField || name === seenField || neverRepeated.test(name)) return []
    if (typeof value !== 'string') return [[name, `${value.name} ${value.size} ${value.lastModified}`]]
    return [[name, name === 'intent' && steps.includes(value) ? 'publish' : value]]
  })
}
