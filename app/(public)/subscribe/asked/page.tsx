import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { Said } from '#components/subscription/said'
import { metadataOf } from '../../metadata.ts'
import { readSettings, requestNow } from '../../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readSettings()
  const description = 'The link to confirm is on its way.'
  return {
    ...metadataOf({ title: `Confirm it · ${name}`, description, path: '/subscribe/asked', state: null }),
    robots: { index: false },
  }
}

/** The same for an address that is known and for one that isn't. */
export default async function AskedPage() {
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      <Said title="Now confirm it" links={[{ href: '/subscribe/webhook', words: 'Use another address' }]}>
        <p>
          For a chat, a message with a link is on its way into that chat; for a webhook, a mail to the contact that you
          gave. Open the link and press its button: only then news is posted.
        </p>
        <p className="text-muted">One chat, and one mailbox, gets at most three such questions a day.</p>
      </Said>
    </PageFrame>
  )
}
