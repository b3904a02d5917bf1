import type { Metadata } from 'next'
import { Door } from '../../../parts/door.tsx'
import { LinkForm } from './link-form.tsx'

export const metadata: Metadata = { title: 'Sign in with your link' }

export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  return (
    <Door
      title="Sign in with your link"
      lead="This link signs you in once. Afterwards you can set a password, so that you can come back without a link."
    >
      <LinkForm token={token} />
      <p className="mt-5 text-note text-muted">
        The link was used already? <a href="/admin/sign-in">Sign in with your password</a>
      </p>
    </Door>
  )
}
