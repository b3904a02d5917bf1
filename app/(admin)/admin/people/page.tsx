import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct, roleWords } from '#domain/actor'
import { readPage } from '#domain/page'
import { listAccess, markOfAccess, type Access } from '#domain/people/access'
import { asksForSecondFactor, readAccessPolicy, type AccessPolicy } from '#domain/people/access-policy'
import { readAccessReview } from '#domain/people/access-reviews'
import { listOpenInvitations } from '#domain/people/invitations'
import { listTokens } from '#domain/tokens/tokens'
import { Time } from '../../../../components/time.tsx'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { InviteForm } from './invite-form.tsx'
import { DeactivateForm, ReactivateForm, ResetSecondFactorForm, RoleForm } from './person-forms.tsx'
import { PersonRow } from './person-row.tsx'
import { PolicyForm } from './policy-form.tsx'
import { ReviewPanel } from './review-panel.tsx'
import { RevokeInvitationForm } from './revoke-invitation-form.tsx'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const { actor } = await requireSession('/admin/people')
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle title="People" />
        <NotAllowed role={actor.role} needed="owner" what="see who is on the team, invite people and change roles" />
      </div>
    )
  }
  const now = Date.now()
  const { access, invitations, review, policy, tokens, timeZone } = await readForPage((db) => ({
    access: listAccess(db),
    invitations: listOpenInvitations(db, now),
    review: readAccessReview(db, now),
    policy: readAccessPolicy(db),
    tokens: listTokens(db).filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now),
    timeZone: readPage(db).timeZone,
  }))
  const clock = { now, timeZone }
  const active = access.filter(({ deactivatedAt }) => deactivatedAt === null)
  const deactivated = access.filter(({ deactivatedAt }) => deactivatedAt !== null)
  return (
    <div className="max-w-[46rem]">
      <PageTitle title="People" />
      <p className="mt-2 text-muted">
        Who is on the team, and what they may do. What programs may do stands on <a href="/admin/tokens">API tokens</a>.
      </p>
      {review.isOverdue && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
          The yearly review of access is overdue. <a href="#review">Look through the list, then confirm it</a>.
        </p>
      )}
      <Panel title={<span id="people">On the team</span>}>
        <ul className="mt-2" role="list">
          {active.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isSelf={person.id === actor.id}
              owesSecondFactor={owes(policy, person)}
              {...clock}
            >
              <RoleForm id={person.id} name={person.name} role={person.role} />
              {person.hasSecondFactor && <ResetSecondFactorForm id={person.id} name={person.name} />}
              <DeactivateForm
                id={person.id}
                name={person.name}
                tokens={tokens.filter(({ createdBy }) => createdBy === person.name).length}
              />
            </PersonRow>
          ))}
        </ul>
      </Panel>
      <Panel title="Invite somebody">
        <InviteForm />
      </Panel>
      {invitations.length > 0 && (
        <Panel title={<span id="invitations">Invited, not here yet</span>}>
          <ul className="mt-2" role="list">
            {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line py-3 not-first:border-t"
              >
                <span className="min-w-0">
                  <span className="break-all">{email}</span>
                  <span className="block text-note text-muted">
                    {roleWords[role]}
                    {invitedBy && `, invited by ${invitedBy}`}; the link ends <Time at={expiresAt} {...clock} />
                  </span>
                </span>
                <RevokeInvitationForm id={id} email={email} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <ReviewPanel review={review} seen={markOfAccess(access)} people={active.length} {...clock} />
      <Panel title={<span id="second-factor">Second factor</span>}>
        <PolicyForm
          before={policy.secondFactorFor}
          missing={{
            ownersAndResponders: active.filter((person) => owes({ secondFactorFor: 'owners_and_responders' }, person))
              .length,
            everybody: active.filter((person) => owes({ secondFactorFor: 'everybody' }, person)).length,
          }}
        />
      </Panel>
      {deactivated.length > 0 && (
        <Panel title={<span id="deactivated">Deactivated</span>}>
          <ul className="mt-2" role="list">
            {deactivated.map((person) => (
              <PersonRow key={person.id} person={person} isSelf={false} owesSecondFactor={false} {...clock}>
                <ReactivateForm id={person.id} name={person.name} />
              </PersonRow>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

function owes(policy: AccessPolicy, person: Access): boolean {
  const comesByProviderOnly = person.hasProvider && !person.hasPassword
  return !person.hasSecondFactor && !comesByProviderOnly && asksForSecondFactor(policy, person.role)
}
