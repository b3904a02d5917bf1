import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { timeZoneNames } from '#domain/calendar'
import { hasOwner, isSetupToken, readPage } from '#domain/page'
import { Door } from '../../../parts/door.tsx'
import { SetupForm } from './setup-form.tsx'

export const metadata: Metadata = { title: 'Set up your page' }
export const dynamic = 'force-dynamic'

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { isOwned, isValid, page } = await readForPage((db) => ({
    isOwned: hasOwner(db),
    isValid: isSetupToken(db, token, Date.now()),
    page: readPage(db),
  }))
  if (isOwned) {
    return (
      <Door title="This page is set up already" lead="It has an owner, so setup links do nothing any more.">
        <p className="mt-5">
          <a href="/admin/sign-in">Sign in</a>, or ask an owner for a sign-in link.
        </p>
      </Door>
    )
  }
  if (!isValid) {
    return (
      <Door
        title="This setup link doesn’t work"
        lead="It is older than a day, was replaced by a newer one, or was not copied whole."
      >
        <p className="mt-5">Stop Candor and start it again: it prints a new link. Only the newest one works.</p>
      </Door>
    )
  }
  return (
    <Door title="Set up your page" lead="This takes a minute, and nothing of it is final.">
      <SetupForm
        token={token}
        timeZones={timeZoneNames()}
        before={{ pageName: page.name === 'Status' ? '' : page.name, timeZone: page.timeZone }}
      />
    </Door>
  )
}
