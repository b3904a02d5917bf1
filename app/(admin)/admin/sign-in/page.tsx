import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { localPath } from '#app/doors/local-path'
import { currentSession } from '#app/doors/session'
import { Door } from '../../parts/door.tsx'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  const path = localPath(typeof next === 'string' ? next : null)
  if (await currentSession()) redirect(path)
  return (
    <Door title="Sign in">
      <SignInForm next={path} />
    </Door>
  )
}
