import { accounts } from '#db/schema/people'
import { mayAct, type Actor, type Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { newId } from '#domain/identity'
import { admitPerson } from '#domain/single-sign-on/admission'
import { markBreakGlass, unmarkBreakGlass } from '#domain/single-sign-on/break-glass'
import { listLinkedAccounts, unlinkAccount } from '#domain/single-sign-on/linked-accounts'
import {
  allowOnlySingleSignOn,
  allowPasswords,
  readSingleSignOn,
  removeSingleSignOn,
  saveAccess,
  saveProvider,
} from '#domain/single-sign-on/settings'
import { makePerson, terminal } from './actors.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface SingleSignOnIds {
  page: string
  markedOwner: string
  ownerWithPassword: string
  linkedAccount: string
  linkedPerson: string
}

interface SingleSignOnWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: SingleSignOnIds) => string | void
  subject: (ids: SingleSignOnIds) => string
}

const provider = {
  issuer: 'https://login.acme.example',
  clientId: 'candor',
  clientSecret: null,
  scopes: 'openid email profile',
  label: 'Acme',
}
const access = {
  groupsClaim: 'groups',
  groups: [{ name: 'status-owners', role: 'owner' as const }],
  defaultRole: 'viewer' as const,
  trustsEmail: false,
}
const vouched = {
  issuer: provider.issuer,
  subject: 'noor-1',
  email: 'noor@acme.example',
  isEmailVerified: true,
  name: 'Noor',
  groups: [],
}

/** What the writes below need: a provider, somebody who came from it, and two owners with passwords, one of them marked. */
export function singleSignOnScene(db: Db, now: number): Omit<SingleSignOnIds, 'page'> {
  const before = now - 10
  saveProvider(db, terminal, { ...provider, seenAt: null }, before)
  saveAccess(db, terminal, { ...access, seenAt: before }, before)
  admitPerson(db, terminal, { ...vouched, subject: 'lou-1', email: 'lou@acme.example', name: 'Lou' }, before)
  const [linked] = listLinkedAccounts(db)
  const markedOwner = makeOwner(db, 'Grace', before)
  markBreakGlass(db, terminal, markedOwner, before)
  return {
    markedOwner,
    ownerWithPassword: makeOwner(db, 'Ada', before),
    linkedAccount: linked?.id ?? '',
    linkedPerson: linked?.personId ?? '',
  }
}

/** The writes about single sign-on, for the list of all in domain/writes.test.ts, at its `now`. */
export const singleSignOnWrites: SingleSignOnWrite[] = [
  {
    write: saveProvider,
    needs: 'owner',
    action: 'single_sign_on.save_provider',
    run: (db, actor) => saveProvider(db, actor, { ...provider, label: 'Login', seenAt: seenIn(db) }, now),
    subject: (ids) => ids.page,
  },
  {
    write: saveAccess,
    needs: 'owner',
    action: 'single_sign_on.save_access',
    run: (db, actor) => saveAccess(db, actor, { ...access, trustsEmail: true, seenAt: seenIn(db) }, now),
    subject: (ids) => ids.page,
  },
  {
    write: allowOnlySingleSignOn,
    needs: 'owner',
    action: 'single_sign_on.allow_only',
    run: (db, actor) => allowOnlySingleSignOn(db, actor, now),
    subject: (ids) => ids.page,
  },
  {
    write: allowPasswords,
    needs: 'owner',
    action: 'single_sign_on.allow_passwords',
    run: (db, actor) => {
      if (mayAct(actor.role, 'owner')) allowOnlySingleSignOn(db, terminal, now)
      allowPasswords(db, actor, now)
    },
    subject: (ids) => ids.page,
  },
  {
    write: removeSingleSignOn,
    needs: 'owner',
    action: 'single_sign_on.remove',
    run: (db, actor) => removeSingleSignOn(db, actor, now),
    subject: (ids) => ids.page,
  },
  {
    write: admitPerson,
    needs: 'owner',
    action: 'person.link',
    run: (db, actor) => {
      const admission = admitPerson(db, actor, vouched, now)
      return 'personId' in admission ? admission.personId : admission.refused
    },
    subject: () => '',
  },
  {
    write: markBreakGlass,
    needs: 'owner',
    action: 'break_glass.mark',
    run: (db, actor, ids) => markBreakGlass(db, actor, ids.ownerWithPassword, now),
    subject: (ids) => ids.ownerWithPassword,
  },
  {
    write: unmarkBreakGlass,
    needs: 'owner',
    action: 'break_glass.unmark',
    run: (db, actor, ids) => unmarkBreakGlass(db, actor, ids.markedOwner, now),
    subject: (ids) => ids.markedOwner,
  },
  {
    write: unlinkAccount,
    needs: 'owner',
    action: 'person.unlink',
    run: (db, actor, ids) => unlinkAccount(db, actor, ids.linkedAccount, now),
    subject: (ids) => ids.linkedPerson,
  },
]

function makeOwner(db: Db, name: string, now: number): string {
  const { id } = makePerson(db, { name }, now)
  const at = new Date(now)
  const account = { id: newId(), accountId: id, providerId: 'credential', userId: id, password: 'a hash' }
  db.insert(accounts)
    .values({ ...account, createdAt: at, updatedAt: at })
    .run()
  return id
}

function seenIn(db: Db): number | null {
  return readSingleSignOn(db)?.updatedAt ?? null
}
