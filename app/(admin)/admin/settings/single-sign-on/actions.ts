'use server'

import { adminAction, openAction } from '#app/doors/admin-action'
import { isTicked, textOf } from '#app/doors/forms/form-fields'
import { seenField, typedValues } from '#app/doors/forms/form-state'
import { requireRecentAuthentication } from '#app/doors/recent-authentication'
import { withRetry } from '#app/doors/retry'
import { actingSession } from '#app/doors/session'
import { ProviderError, tryProvider } from '#auth/single-sign-on-provider'
import { sealFor } from '#auth/single-sign-on-secret'
import type { Connection } from '#db/connection'
import { mustAct, type Role } from '#domain/actor'
import { DomainError } from '#domain/errors'
import { markBreakGlass, unmarkBreakGlass } from '#domain/single-sign-on/break-glass'
import { parseGroupLines } from '#domain/single-sign-on/group-lines'
import { unlinkAccount } from '#domain/single-sign-on/linked-accounts'
import {
  allowOnlySingleSignOn,
  allowPasswords,
  providerInput,
  readSingleSignOn,
  removeSingleSignOn,
  saveAccess,
  saveProvider,
} from '#domain/single-sign-on/settings'

/** Who says how everybody signs in proves first that it is they who sit there. */
const dangerous = { isDangerous: true }
const here = '/admin/settings/single-sign-on'

/** Asks the provider what it is, and saves it where it answers as one; with the intent to try it, only says so. */
export const saveProviderAction = openAction(async ({ db, now }, form) => {
  const actor = await mustBeOwner()
  const typed = textOf(form, 'clientSecret').trim()
  const input = {
    issuer: textOf(form, 'issuer'),
    clientId: textOf(form, 'clientId'),
    clientSecret: typed ? sealFor('clientSecret', typed) : isTicked(form, 'isWithoutSecret') ? '' : null,
    scopes: textOf(form, 'scopes'),
    label: textOf(form, 'label'),
    seenAt: seenAt(form),
  }
  const isTry = textOf(form, 'intent') === 'try'
  const issuer = isTry ? providerInput.shape.issuer.safeParse(input.issuer) : null
  if (issuer?.error) throw new DomainError('invalid', issuer.error.issues[0]?.message ?? '', 'issuer')
  const found = await answerOf(issuer?.data ?? providerInput.parse(input).issuer)
  if (isTry) return { values: typedValues(form), data: null, message: `${found} Nothing is saved yet.` }
  await withRetry(() => saveProvider(db, actor, input, now))
  return { message: `${found} It is saved: try it in another browser before you sign out here.` }
})

export const saveAccessAction = adminAction(({ db, actor, now }, form) => {
  const defaultRole = textOf(form, 'defaultRole')
  const input = {
    groupsClaim: textOf(form, 'groupsClaim'),
    groups: parseGroupLines(textOf(form, 'groups')),
    // The domain refuses what is no role.
    defaultRole: defaultRole === 'none' ? null : (defaultRole as Role),
    trustsEmail: isTicked(form, 'trustsEmail'),
    seenAt: seenAt(form),
  }
  saveAccess(db, actor, input, now)
  return { message: 'Saved. It holds from each person’s next sign-in on.' }
}, dangerous)

/** Refuses passwords from now on; the provider must answer at that moment. */
export const allowOnlyAction = openAction(async ({ db, now }) => {
  const actor = await mustBeOwner()
  await answerOf(issuerOf(db))
  await withRetry(() => allowOnlySingleSignOn(db, actor, now))
  return { stayAt: `${here}#only` }
})

export const allowPasswordsAction = adminAction(({ db, actor, now }) => {
  allowPasswords(db, actor, now)
  return { stayAt: `${here}#only` }
}, dangerous)

export const markBreakGlassAction = adminAction(({ db, actor, now }, form) => {
  markBreakGlass(db, actor, textOf(form, 'personId'), now)
  return { stayAt: `${here}#emergencies` }
}, dangerous)

export const unmarkBreakGlassAction = adminAction(({ db, actor, now }, form) => {
  unmarkBreakGlass(db, actor, textOf(form, 'personId'), now)
  return { stayAt: `${here}#emergencies` }
}, dangerous)

export const unlinkAccountAction = adminAction(({ db, actor, now }, form) => {
  unlinkAccount(db, actor, textOf(form, 'subjectId'), now)
  return { stayAt: `${here}#people` }
}, dangerous)

export const removeSingleSignOnAction = adminAction(({ db, actor, now }) => {
  removeSingleSignOn(db, actor, now)
  return { stayAt: here }
}, dangerous)

async function mustBeOwner() {
  const session = await actingSession()
  if (!session) throw new DomainError('forbidden', 'You are signed out. Sign in again, then repeat this.')
  mustAct(session.actor, 'owner')
  requireRecentAuthentication(session, Date.now())
  return session.actor
}

function issuerOf(db: Connection): string {
  const settings = readSingleSignOn(db)
  if (!settings) throw new DomainError('conflict', 'There is no provider yet. Name it first.')
  return settings.issuer
}

/** What the provider says of itself, in a sentence; `invalid` where it says nothing that serves. */
async function answerOf(issuer: string): Promise<string> {
  try {
    const { claims } = await tryProvider(issuer)
    const groups = claims && !claims.includes('groups') ? ' It does not name “groups” among its claims: see below.' : ''
    return `${new URL(issuer).host} answers as a provider.${groups}`
  } catch (error) {
    if (error instanceof ProviderError) throw new DomainError('invalid', error.message, 'issuer')
    throw error
  }
}

/** Nothing where there was no provider; what is no instant, the domain refuses. */
function seenAt(form: FormData): number | null {
  const seen = textOf(form, seenField)
  return seen === '' ? null : Number(seen)
}
