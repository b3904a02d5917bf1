import type { Db } from '../database.ts'
import { isBreakGlassOwner } from './break-glass.ts'
import { readSingleSignOn } from './settings.ts'

/** Hours after which whoever came from the provider signs in anew: only then does it say whether they still may. */
const singleSignOnHours = 12

/** Whether nobody but owners marked for emergencies may sign in without the provider. */
export function isOnlySingleSignOn(db: Db): boolean {
  return (readSingleSignOn(db)?.onlySince ?? null) !== null
}

/** Whether somebody may sign in by password or a link that was not made at the server's terminal. */
export function mayComeWithoutProvider(db: Db, personId: string): boolean {
  return !isOnlySingleSignOn(db) || isBreakGlassOwner(db, personId)
}

/** Whether a session that the provider vouched for is over, however busy it is. */
export function isOverForProvider(singleSignOnAt: number | null | undefined, now: number): boolean {
  return typeof singleSignOnAt === 'number' && singleSignOnAt + singleSignOnHours * 3_600_000 <= now
}
