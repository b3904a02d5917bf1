import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { Said } from '#components/subscription/said'
import { metadataOf } from '../../metadata.ts'
import { readSettings, requestNow } from '../../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readSettings()
  const description = 'Your address is deleted, and no more news goes to it.'
  return {
    ...metadataOf({ title: `You have left · ${name}`, description, path: '/subscribe/left', state: null }),
    robots: { index: false },
  }
}

export default async function LeftPage() {
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      <Said title="You have left" links={[{ href: '/subscribe', words: 'Subscribe again' }]}>
        <p>Your address is deleted here, and no more news goes to it. What is on its way may still arrive.</p>
      </Said>
    </PageFrame>
  )
}
