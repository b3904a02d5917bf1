import { roles } from '#db/schema/people'
import type { Role } from '../actor.ts'

export interface GroupRole {
  name: string
  role: Role
}

/** The highest role that any of the groups gives, in the order owner, responder, support, viewer; else the default, which may be none. */
export function roleOfGroups(
  groups: readonly string[],
  mapped: readonly GroupRole[],
  defaultRole: Role | null,
): Role | null {
  const given = mapped.filter(({ name }) => groups.includes(name)).map(({ role }) => role)
  return roles.find((role) => given.includes(role)) ?? defaultRole
}

/**
 * The groups that a provider's claims hold under a name, which may be a path (`realm_access.roles`).
 * Null where the provider says that they are too many to be listed (OpenID Connect Core 1.0, 5.6.2: a
 * distributed claim), so that they are not taken for none.
 */
export function groupsOfClaims(claims: Readonly<Record<string, unknown>>, name: string): string[] | null {
  const value = claims[name] ?? valueAt(claims, name.split('.'))
  if (value === undefined && (valueAt(claims, ['_claim_names', name]) !== undefined || claims.hasgroups === true)) {
    return null
  }
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((group): group is string => typeof group === 'string') : []
}

function valueAt(claims: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    claims,
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
