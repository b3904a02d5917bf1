import type { Metadata } from 'next'
import { requireSession } from '#app/doors/session'
import { Missing } from '../../parts/missing.tsx'

export const metadata: Metadata = { title: 'Not found' }

/** Whatever else is asked for below /admin. */
export default async function UnknownPage() {
  await requireSession('/admin')
  return <Missing title="There is no such page" text="The address may be mistyped, or what it led to has moved." />
}
