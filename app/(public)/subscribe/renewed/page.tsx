import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { Said } from '#components/subscription/said'
import { metadataOf } from '../../metadata.ts'
import { readSettings, requestNow } from '../../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readSettings()
  const description = 'The earlier links do nothing any more.'
  return {
    ...metadataOf({ title: `A new link · ${name}`, description, path: '/subscribe/renewed', state: null }),
    robots: { index: false },
  }
}

/** Shows no link: whoever was forwarded a mail may have asked for it. */
export default async function RenewedPage() {
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      <Said title="A new link is on its way">
        <p>
          It is sent to where the news goes, and nowhere else. The links in all earlier messages do nothing any more;
          what is heard stays as it was.
        </p>
      </Said>
    </PageFrame>
  )
}
