import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { roleWords } from '#domain/actor'
import { readPage } from '#domain/page'
import { invitationDays, readInvitation } from '#domain/people/invitations'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { Door } from '../../../parts/door.tsx'
import { InvitationForm } from './invitation-form.tsx'

export const metadata: Metadata = { title: 'Join the team' }
export const dynamic = 'force-dynamic'

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { invitation, name, provider } = await readForPage((db) => ({
    invitation: readInvitation(db, token, Date.now()),
    name: readPage(db).name,
    provider: readSingleSignOn(db),
  }))
  if (!invitation) {
    return (
      <Door
        title="This invitation doesn’t work"
        lead={`It was used already, was revoked, is older than ${invitationDays} days, or was not copied whole.`}
      >
        <p className="mt-5">
          Ask whoever invited you for a new link. You joined before? <a href="/admin/sign-in">Sign in</a>
        </p>
      </Door>
    )
  }
  const { email, role } = invitation
  if (provider?.onlySince) {
    return (
      <Door
        title={`Join the team of ${name}`}
        lead={`Everybody signs in with ${provider.label} here, and your groups there say what you may do. You need no password of your own.`}
      >
        <p className="mt-5">
          <a href="/admin/sign-in">Sign in with {provider.label}</a>
        </p>
      </Door>
    )
  }
  return (
    <Door
      title={`Join the team of ${name}`}
      lead={`You are invited as ${roleWords[role].toLowerCase()}, and will sign in with ${email}.`}
    >
      <InvitationForm token={token} email={email} />
    </Door>
  )
}
