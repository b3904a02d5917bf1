import { isIPv6 } from 'node:net'
import { eq, or } from 'drizzle-orm'
import type { Connection } from '#db/connection'
import { people, sessions } from '#db/schema/people'
import { countTry, forgetAccountTries, type Tried, type TriedDoor } from '#domain/people/tries'

/** Said to whoever tried too often, in the same words for accounts that exist and accounts that don't. */
export class TooManyTriesError extends Error {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('too many tries')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/**
 * Counts a try at a door, by network address and by account. Returns what says that it was right. Throws
 * TooManyTriesError where either has been tried too often.
 */
export function beginTry(
  db: Connection,
  headers: Headers,
  { door, account }: { door: TriedDoor; account: string | null },
  now: number,
): { succeeded: () => void } {
  const address = networkOf(headers.get('x-candor-address') ?? '')
  const tried: Tried = {
    door,
    address,
    account,
    isKnownAddress: account !== null && isKnownAddress(db, account, address),
  }
  const wait = countTry(db, tried, now)
  if (wait !== null) throw new TooManyTriesError(wait)
  return { succeeded: () => forgetAccountTries(db, tried) }
}

/** Whether somebody with this e-mail address, or this id, is signed in from there. */
function isKnownAddress(db: Connection, account: string, address: string): boolean {
  if (!address) return false
  const name = account.trim().toLowerCase()
  return db
    .select({ from: sessions.ipAddress })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .where(or(eq(people.email, name), eq(people.id, name)))
    .all()
    .some(({ from }) => from !== null && networkOf(from) === address)
}

/** An IPv4 address itself; of an IPv6 address the first 64 bits, because one household has all the rest. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [left = '', right] = address.toLowerCase().split('::')
  const groups = left.split(':').filter(Boolean)
  const end = right?.split(':').filter(Boolean) ?? []
  const zeros = Array<string>(Math.max(0, 8 - groups.length - end.length)).fill('0')
  return [...groups, ...zeros, ...end]
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':')
}
