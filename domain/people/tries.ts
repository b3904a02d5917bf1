import { createHash } from 'node:crypto'
import { eq, inArray, lt } from 'drizzle-orm'
import { tries } from '#db/schema/access'
import { write, type Db } from '../database.ts'

/** What can be tried by whoever is not signed in, and what proves who somebody is. */
export type TriedDoor =
  'sign-in' | 'provider' | 'link' | 'invitation' | 'setup' | 'second-factor' | 'confirm' | 'subscription'

const windowMs = 10 * 60_000
/** A team behind one address shares the first; the second is what one account, known or not, is tried. */
const mostByAddress = 30
const mostByAccount = 10
/** During an incident a whole company asks to be told, from behind one address. */
const mostSubscriptionsByAddress = 120

export interface Tried {
  door: TriedDoor
  /** The network address; empty where none is known, which all such share. */
  address: string
  /** An e-mail address, a link's token or a person's id; it need not exist. Null where none is named yet. */
  account: string | null
  /** An address from which the account is signed in already has a count of its own, so that a stranger can't lock its owner out. */
  isKnownAddress: boolean
}

/**
 * Counts a try. Returns null where it may go on, and else how long to wait, in seconds. What is counted
 * does not depend on whether the account exists. It takes no actor: nobody is known yet.
 */
export function countTry(db: Db, tried: Tried, now: number): number | null {
  const limits = limitsOf(tried)
  // Who has to wait writes nothing: a flood costs a read each.
  const spent = waitFor(db, limits, now)
  if (spent !== null) return spent
  return write(db, (tx) => {
    const wait = waitFor(tx, limits, now)
    if (wait !== null) return wait
    for (const { key } of limits) {
      const row = tx.select().from(tries).where(eq(tries.key, key)).get()
      const next =
        row && row.endsAt > now ? { count: row.count + 1, endsAt: row.endsAt } : { count: 1, endsAt: now + windowMs }
      tx.insert(tries)
        .values({ key, ...next })
        .onConflictDoUpdate({ target: tries.key, set: next })
        .run()
    }
    return null
  })
}

/** Lets an account's count begin anew, after a try that was right; the address's goes on. */
export function forgetAccountTries(db: Db, tried: Tried): void {
  const [, account] = limitsOf(tried)
  if (!account || !db.select({ key: tries.key }).from(tries).where(eq(tries.key, account.key)).get()) return
  write(db, (tx) => tx.delete(tries).where(eq(tries.key, account.key)).run())
}

/** Deletes counts that have ended, in the transaction of other housekeeping. */
export function forgetEndedTries(tx: Db, now: number): void {
  tx.delete(tries).where(lt(tries.endsAt, now)).run()
}

interface Limit {
  key: string
  most: number
}

function limitsOf({ door, address, account, isKnownAddress }: Tried): [address: Limit, ...account: Limit[]] {
  const most = door === 'subscription' ? mostSubscriptionsByAddress : mostByAddress
  const ofAddress = { key: `${door} address ${hashOf(address)}`, most }
  if (account === null) return [ofAddress]
  const name = account.trim().toLowerCase()
  return [
    ofAddress,
    { key: `${door} account ${hashOf(isKnownAddress ? `${name} ${address}` : name)}`, most: mostByAccount },
  ]
}

/** The longest wait of those counts that are used up; null where none is. */
function waitFor(db: Db, limits: readonly Limit[], now: number): number | null {
  const keys = limits.map(({ key }) => key)
  const waits = db
    .select()
    .from(tries)
    .where(inArray(tries.key, keys))
    .all()
    .filter(({ key, count, endsAt }) => endsAt > now && count >= (limits.find((limit) => limit.key === key)?.most ?? 0))
    .map(({ endsAt }) => Math.ceil((endsAt - now) / 1_000))
  return waits.length === 0 ? null : Math.max(...waits)
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}
