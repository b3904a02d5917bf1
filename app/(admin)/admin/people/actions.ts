'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField } from '#app/doors/forms/form-state'
import { config } from '#config'
import { roleWords, type Role } from '#domain/actor'
import { updateAccessPolicy, type SecondFactorDuty } from '#domain/people/access-policy'
import { confirmAccessReview } from '#domain/people/access-reviews'
import { invitationDays, invitePerson, revokeInvitation } from '#domain/people/invitations'
import { changeRole, deactivatePerson, reactivatePerson } from '#domain/people/membership'
import { requirePerson } from '#domain/people/people'
import { resetSecondFactor } from '#domain/people/second-factors'

const isDangerous = { isDangerous: true }

/** Invites somebody, and shows the link this once. */
export const inviteAction = adminAction<{ link: string }>(({ db, actor, now }, form) => {
  // The domain refuses what is no role.
  const input = { email: textOf(form, 'email'), role: textOf(form, 'role') as Role }
  const { token } = invitePerson(db, actor, input, now)
  return {
    message: `${input.email.trim()} is invited. Copy the link now and hand it over: it is shown this once, and works once within ${invitationDays} days.`,
    once: { link: `${config().url}/admin/invitation/${token}` },
    later:
      'This form was sent before, and the link was shown then. If it is lost, invite the same address again: the earlier link ends.',
  }
}, isDangerous)

export const revokeInvitationAction = adminAction(({ db, actor, now }, form) => {
  revokeInvitation(db, actor, textOf(form, 'subjectId'), now)
  return { stayAt: '/admin/people#invitations' }
}, isDangerous)

export const changeRoleAction = adminAction(({ db, actor, now }, form) => {
  const personId = textOf(form, 'subjectId')
  const role = textOf(form, 'role') as Role
  changeRole(db, actor, personId, { role }, now)
  return { message: `${requirePerson(db, personId).name} has the role ${roleWords[role].toLowerCase()} now.` }
}, isDangerous)

export const deactivateAction = adminAction(({ db, actor, now }, form) => {
  deactivatePerson(db, actor, textOf(form, 'subjectId'), now)
  return { stayAt: '/admin/people#deactivated' }
}, isDangerous)

export const reactivateAction = adminAction(({ db, actor, now }, form) => {
  reactivatePerson(db, actor, textOf(form, 'subjectId'), now)
  return { stayAt: '/admin/people#people' }
}, isDangerous)

export const resetSecondFactorAction = adminAction(({ db, actor, now }, form) => {
  const personId = textOf(form, 'subjectId')
  resetSecondFactor(db, actor, personId, now)
  return { stayAt: `/admin/people#person-${personId}` }
}, isDangerous)

export const saveAccessPolicyAction = adminAction(({ db, actor, now }, form) => {
  const secondFactorFor = textOf(form, 'secondFactorFor') as SecondFactorDuty
  updateAccessPolicy(db, actor, { secondFactorFor }, now)
  return { message: 'Saved. It holds from everybody’s next click.' }
}, isDangerous)

export const confirmReviewAction = adminAction(({ db, actor, now }, form) => {
  confirmAccessReview(db, actor, { seen: textOf(form, seenField) }, now)
  return { message: 'Confirmed. The next review is due in a year.' }
}, isDangerous)
