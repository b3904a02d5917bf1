import { roles } from '#db/schema/people'
import type { Role } from '../actor.ts'
import { DomainError } from '../errors.ts'
import type { GroupRole } from './roles-of-groups.ts'

/** Reads groups as people type them: one a line, the role and then the group's name. Throws `invalid`. */
export function parseGroupLines(text: string): GroupRole[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(parseLine)
}

/** Groups as `parseGroupLines` reads them, the highest role first. */
export function groupLines(groups: readonly GroupRole[]): string {
  return roles
    .flatMap((role) => groups.filter((group) => group.role === role))
    .map(({ name, role }) => `${role} ${name}`)
    .join('\n')
}

function parseLine(line: string): GroupRole {
  const [word = '', ...rest] = line.split(/\s+/)
  const role = roles.find((known): known is Role => known === word.toLowerCase())
  if (!role) {
    throw new DomainError(
      'invalid',
      `“${line}” begins with no role. Write ${roles.join(', ')} first, then the group: owner status-page-owners.`,
      'groups',
    )
  }
  if (rest.length === 0)
    throw new DomainError('invalid', `“${line}” names no group. Write it behind the role.`, 'groups')
  return { role, name: rest.join(' ') }
}
