import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { localPath } from '#app/doors/local-path'
import { currentSession } from '#app/doors/session'
import { isSecondFactorAsked } from '#auth/second-factor'
import { Door } from '../../../parts/door.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'

export const metadata: Metadata = { title: 'Your second factor' }

interface SecondFactorPageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

/** The second question of a sign-in, after the password or the link. */
export default async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const { next } = await searchParams
  const path = localPath(typeof next === 'string' ? next : null)
  if (await currentSession()) redirect(path)
  if (!isSecondFactorAsked(await headers())) redirect(`/admin/sign-in?next=${encodeURIComponent(path)}`)
  return (
    <Door
      title="Your second factor"
      lead="Your authenticator shows a code of six digits for Candor. Without your phone, one of your backup codes does it too."
    >
      <SecondFactorForm next={path} />
      <p className="mt-5 text-note text-muted">
        Neither at hand? Ask an owner to reset your second factor. <a href="/admin/sign-in">Begin again</a>
      </p>
    </Door>
  )
}
