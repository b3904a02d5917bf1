import { createHash } from 'node:crypto'
import { asc } from 'drizzle-orm'
import { accounts, people } from '#db/schema/people'
import type { Role } from '../actor.ts'
import type { Db } from '../database.ts'

/** Somebody on the team, and what they can do and how. */
export interface Access {
  id: string
  name: string
  email: string
  role: Role
  hasSecondFactor: boolean
  hasPassword: boolean
  /** Whether they sign in by single sign-on. */
  hasProvider: boolean
  createdAt: number
  lastSeenAt: number | null
  deactivatedAt: number | null
}

/** Everybody who was ever on the team, by name, with what they can do; for the team only. */
export function listAccess(db: Db): Access[] {
  const ways = db.select({ userId: accounts.userId, providerId: accounts.providerId }).from(accounts).all()
  const rows = db.select().from(people).orderBy(asc(people.name), asc(people.email)).all()
  return rows.map((person) => {
    const own = ways.filter(({ userId }) => userId === person.id).map(({ providerId }) => providerId)
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      role: person.role,
      hasSecondFactor: person.twoFactorEnabled,
      hasPassword: own.includes('credential'),
      hasProvider: own.some((provider) => provider !== 'credential'),
      createdAt: person.createdAt.getTime(),
      lastSeenAt: person.lastSeenAt,
      deactivatedAt: person.deactivatedAt,
    }
  })
}

/** A mark of who has what: it changes with everybody who comes or goes, and with each role. */
export function markOfAccess(access: readonly Access[]): string {
  const active = access.filter(({ deactivatedAt }) => deactivatedAt === null).map(({ id, role }) => `${id} ${role}`)
  return createHash('sha256').update(active.sort().join('\n')).digest('base64url').slice(0, 16)
}
