import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { Said } from '#components/subscription/said'
import { metadataOf } from '../../metadata.ts'
import { readSettings, requestNow } from '../../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readSettings()
  const description = 'The link to confirm your address is on its way to it.'
  return {
    ...metadataOf({ title: `Look into your mailbox · ${name}`, description, path: '/subscribe/sent', state: null }),
    robots: { index: false },
  }
}

/** The same for an address that is known and for one that isn't: it tells a stranger nothing. */
export default async function SentPage() {
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      <Said title="Look into your mailbox" links={[{ href: '/subscribe', words: 'Use another address' }]}>
        <p>
          A mail with a link is on its way to the address that you gave. Open the link and press its button: only then
          you get updates.
        </p>
        <p className="text-muted">
          Nothing there after some minutes? Look among the junk mail. One address gets at most three such mails a day.
        </p>
      </Said>
    </PageFrame>
  )
}
