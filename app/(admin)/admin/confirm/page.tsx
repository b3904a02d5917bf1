import type { Metadata } from 'next'
import { localPath } from '#app/doors/local-path'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { recentMinutes } from '#auth/session-limits'
import { hasPassword } from '#auth/sign-in'
import { isLinked } from '#domain/single-sign-on/linked-accounts'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { Door, DoorAlert } from '../../parts/door.tsx'
import { buttonLook } from '../../parts/forms/button.tsx'
import { problemWords } from '../sign-in/problem-words.ts'
import { SignOutForm } from '../sign-out/sign-out-form.tsx'
import { ConfirmForm } from './confirm-form.tsx'

export const metadata: Metadata = { title: 'Confirm that it is you' }

interface ConfirmPageProps {
  searchParams: Promise<Partial<Record<'next' | 'problem', string | string[]>>>
}

/** Asks anew who sits there, for what is dangerous; `next` leads on, and without it a form waits in another tab. */
export default async function ConfirmPage({ searchParams }: ConfirmPageProps) {
  const { next, problem } = await searchParams
  const { actor, email, hasSecondFactor } = await requireSession('/admin')
  const { isSet, provider } = await readForPage((db) => ({
    isSet: hasPassword(db, actor.id),
    provider: isLinked(db, actor.id) ? readSingleSignOn(db) : null,
  }))
  const trouble = provider && typeof problem === 'string' ? problemWords(problem, provider.label) : null
  return (
    <Door
      title="Confirm that it is you"
      lead={`You are about to change who may do what, or to take something away. Candor asks for this at most once in ${recentMinutes} minutes.`}
    >
      {trouble && <DoorAlert>{trouble}</DoorAlert>}
      {!isSet && provider && (
        <p className="mt-6">
          <a href={anewAt(next)} className={`${buttonLook.primary} w-full`}>
            Confirm with {provider.label}
          </a>
        </p>
      )}
      {!isSet && provider ? null : isSet || hasSecondFactor ? (
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

/** The provider is told to ask again, though it knows who sits there. */
function anewAt(next: string | string[] | undefined): string {
  const path = localPath(typeof next === 'string' ? next : null)
  return `/admin/sign-in/provider?${new URLSearchParams({ anew: '1', next: path })}`
}
