import type { Metadata } from 'next'
import { localPath } from '#app/doors/local-path'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { recentMinutes } from '#auth/session-limits'
import { hasPassword } from '#auth/sign-in'
import { Door } from '../../parts/door.tsx'
import { SignOutForm } from '../sign-out/sign-out-form.tsx'
import { ConfirmForm } from './confirm-form.tsx'

export const metadata: Metadata = { title: 'Confirm that it is you' }

/** Asks anew who sits there, for what is dangerous; `next` leads on, and without it a form waits in another tab. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  const { actor, email, hasSecondFactor } = await requireSession('/admin')
  const isSet = await readForPage((db) => hasPassword(db, actor.id))
  return (
    <Door
      title="Confirm that it is you"
      lead={`You are about to change who may do what, or to take something away. Candor asks for this at most once in ${recentMinutes} minutes.`}
    >
      {isSet || hasSecondFactor ? (
        <ConfirmForm
          email={email}
          asks={isSet ? 'password' : 'code'}
          next={typeof next === 'string' ? localPath(next) : ''}
        />
      ) : (
        <div className="mt-5">
          <p>You have no password here to confirm it with. Sign out, and sign in the way you did before.</p>
          <SignOutForm />
        </div>
      )}
    </Door>
  )
}
