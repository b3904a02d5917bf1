import { missingFamilies } from './missing.ts'
import { NotBuiltError, type Method, type Operation } from './operation.ts'
import { operations } from './operations.ts'

/** Said of an address that no operation has; `allowed` names the methods of those that it has with others. */
export class NoSuchOperationError extends Error {
  readonly allowed: readonly Method[]

  constructor(message: string, allowed: readonly Method[] = []) {
    super(message)
    this.allowed = allowed
  }
}

interface Found {
  operation: Operation
  params: Record<string, string>
}

/** By the number of a path's parts, so that a request is compared with few. Words stand before parameters. */
const bySize = new Map<number, { parts: string[]; operation: Operation }[]>()
for (const operation of [...operations].sort((one, other) => parametersOf(one) - parametersOf(other))) {
  const parts = operation.path.slice(1).split('/')
  bySize.set(parts.length, [...(bySize.get(parts.length) ?? []), { parts, operation }])
}

/** The operation that an address below `/v1` names, `.json` or not. Throws NoSuchOperationError. */
export function findOperation({ method, url }: { method: string; url: string }): Found {
  const path = (url.split('?')[0] ?? '').replace(/^\/v1\/?/, '').replace(/\.json$|\/$/, '')
  const given = path.split('/').map(decoded)
  const fitting = (bySize.get(given.length) ?? []).flatMap(({ parts, operation }) => {
    const params = paramsOf(parts, given)
    return params ? [{ operation, params }] : []
  })
  // A word is never taken for a parameter: `incidents/unresolved` is no incident's id.
  const nearest = fitting.filter(({ operation }) => operation.path === fitting[0]?.operation.path)
  const found = nearest.find(({ operation }) => operation.method === method)
  if (found) return found
  const family = missingFamilies.find((known) => known.path.test(path))
  if (family) throw new NotBuiltError(`Candor has no ${family.feature} yet, so nothing was done.`)
  if (nearest.length === 0) throw new NoSuchOperationError('There is no such operation. /api lists them.')
  const allowed = nearest.map(({ operation }) => operation.method)
  throw new NoSuchOperationError(`${method} is not possible here; ${allowed.join(', ')} is.`, allowed)
}

function parametersOf({ path }: Operation): number {
  return path.split('{').length
}

function paramsOf(parts: readonly string[], given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [place, part] of parts.entries()) {
    const value = given[place] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = value
    else if (part !== value) return null
  }
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}
