import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { localPath } from '#app/doors/local-path'
import { readForPage } from '#app/doors/page-read'
import { currentSession } from '#app/doors/session'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { Door, DoorAlert } from '../../parts/door.tsx'
import { buttonLook } from '../../parts/forms/button.tsx'
import { problemWords } from './problem-words.ts'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

interface SignInPageProps {
  searchParams: Promise<Partial<Record<'next' | 'problem' | 'way', string | string[]>>>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, problem, way } = await searchParams
  const path = localPath(onlyText(next))
  if (await currentSession()) redirect(path)
  const provider = await readForPage(readSingleSignOn)
  const isOnly = provider !== null && provider.onlySince !== null
  const isEmergency = isOnly && way === 'password'
  const label = provider?.label ?? 'The provider'
  const trouble = problemWords(onlyText(problem), label)
  const onward = new URLSearchParams({ next: path })
  return (
    <Door title={isEmergency ? 'Emergency sign-in' : 'Sign in'}>
      {trouble && <DoorAlert>{trouble}</DoorAlert>}
      {provider && !isEmergency && (
        <p className="mt-6">
          <a href={`/admin/sign-in/provider?${onward}`} className={`${buttonLook.primary} w-full`}>
            Sign in with {label}
          </a>
        </p>
      )}
      {isEmergency && (
        <p className="mt-3 text-muted">
          Only owners who were marked for emergencies get in here, and each time stands in the audit log.{' '}
          <a href={`/admin/sign-in?${onward}`}>Everybody else signs in with {label}</a>.
        </p>
      )}
      {provider && !isOnly && <p className="mt-6 border-t border-line pt-5 text-muted">Or with your password:</p>}
      {(!isOnly || isEmergency) && <SignInForm next={path} isSecond={provider !== null && !isEmergency} />}
      {isOnly && !isEmergency && (
        <p className="mt-5 text-note text-muted">
          {label} is down, and you hold the password for emergencies?{' '}
          <a href={`/admin/sign-in?${new URLSearchParams({ way: 'password', next: path })}`}>Emergency sign-in</a>
        </p>
      )}
    </Door>
  )
}

function onlyText(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
