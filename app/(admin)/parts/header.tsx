import type { SignedIn } from '#auth/sessions'
import { roleWords } from '#domain/actor'
import { SignOutForm } from '../admin/sign-out/sign-out-form.tsx'
import { NavLinks } from './nav-links.tsx'

/** What stands above every page of whoever is signed in. */
export function Header({ pageName, session }: { pageName: string; session: SignedIn }) {
  const { actor } = session
  return (
    <header className="border-b border-line bg-panel">
      <div className="mx-auto flex max-w-[76rem] flex-wrap items-center justify-between gap-x-6 px-5 py-2">
        <p>
          <a href="/admin" className="inline-flex min-h-11 items-center gap-2.5 font-semibold no-underline">
            <span aria-hidden="true" className="size-6 flex-none rounded-[7px] bg-text" />
            <span>
              {pageName} <span className="text-note font-normal text-muted">desk</span>
            </span>
          </a>
        </p>
        <NavLinks isSupport={actor.role === 'support'} />
        <div className="flex flex-wrap items-center gap-x-4 text-note lg:ml-auto">
          <a href="/" className="inline-flex min-h-11 items-center">
            Public page
          </a>
          {actor.role === 'owner' && (
            <>
              <a href="/admin/people" className="inline-flex min-h-11 items-center">
                People
              </a>
              <a href="/admin/settings" className="inline-flex min-h-11 items-center">
                Settings
              </a>
            </>
          )}
          <a href="/admin/account" className="inline-flex min-h-11 items-center">
            {actor.name}
            <span className="hidden sm:inline">, {roleWords[actor.role].toLowerCase()}</span>
          </a>
          <SignOutForm />
        </div>
      </div>
    </header>
  )
}
