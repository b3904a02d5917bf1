import { parse } from 'qs'

/** Said of a body that is no JSON and no form. */
export class UnreadableBodyError extends Error {}

/** What `qs` may take apart: deep enough for `incident[metadata][jira][key]`, and no more. */
const formLimits = { depth: 5, parameterLimit: 5_000, arrayLimit: 500, allowPrototypes: false, plainObjects: false }
const deepestJson = 20

/**
 * A body as its schema takes it: JSON, with or without a Content-Type (curl names forms for whatever
 * it sends), or a form as `incident[name]=x`. Nothing where there is none.
 */
export function readBody(text: string, contentType: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return {}
  if (/^[[{]/.test(trimmed)) return readJson(trimmed)
  if (contentType === '' || contentType.startsWith('application/x-www-form-urlencoded')) return readForm(trimmed)
  throw new UnreadableBodyError('The body can’t be read. Send JSON, or a form as application/x-www-form-urlencoded.')
}

function readJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text, (key, inner: unknown) => (key === '__proto__' ? undefined : inner))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw new UnreadableBodyError('The body is not valid JSON.', { cause: error })
    }
    throw error
  }
  refuseDepth(value, 0)
  return value
}

function refuseDepth(value: unknown, depth: number): void {
  if (depth > deepestJson) throw new UnreadableBodyError(`The body is nested deeper than ${deepestJson} levels.`)
  if (typeof value !== 'object' || value === null) return
  for (const inner of Object.values(value)) refuseDepth(inner, depth + 1)
}

function readForm(text: string): unknown {
  try {
    return parse(text, { ...formLimits, throwOnLimitExceeded: true })
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableBodyError('The form has too many fields.', { cause: error })
    throw error
  }
}
