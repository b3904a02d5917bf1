import { randomBytes } from 'node:crypto'

/** A public form that was not taken as it was: what was typed, and what is wrong with it. */
export interface ReturnedForm {
  status: 422 | 429 | 503
  /** For the whole form; null where each problem stands beside its field. */
  message: string | null
  /** By the field's name. */
  errors: Record<string, string>
  values: Record<string, string[]>
}

interface Kept {
  form: ReturnedForm
  /** The network that it came from. */
  from: string
  until: number
}

const keptMs = 3_600_000
/** Of at most 64 kB each. */
const mostKept = 300

/**
 * Forms on their way back to whoever typed them, in memory alone: an address that was not taken is written
 * nowhere. Next's routes and pages get module copies of their own, so they meet here.
 */
const kept = ((globalThis as { candorReturnedForms?: Map<string, Kept> }).candorReturnedForms ??= new Map<
  string,
  Kept
>())

/**
 * Keeps a form for an hour; where very many are kept, the oldest of the network that most came from goes, so
 * that nobody's flood takes from others what they typed. Returns the key that its page is shown by.
 */
export function keepReturned(form: ReturnedForm, from: string, now: number): string {
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key)
  if (kept.size >= mostKept) kept.delete(oldestOfMost())
  const key = randomBytes(24).toString('base64url')
  kept.set(key, { form, from, until: now + keptMs })
  return key
}

function oldestOfMost(): string {
  const keys = new Map<string, string[]>()
  for (const [key, { from }] of kept) keys.set(from, [...(keys.get(from) ?? []), key])
  const [most = []] = [...keys.values()].sort((one, other) => other.length - one.length)
  return most[0] ?? ''
}

/** A form by its key; null where it was not kept that long. */
export function readReturned(key: string, now: number): ReturnedForm | null {
  const found = kept.get(key)
  return found && found.until > now ? found.form : null
}
