import type { Metadata } from 'next'
import { pushPublicKey } from '#auth/push-key'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { PushForm } from '#components/subscription/push-form'
import { choicesFor } from '#components/subscription/typed-choices'
import { metadataOf } from '../../metadata.ts'
import { textOf, type Query } from '../../query.ts'
import { readSettings, readSubscribe, requestNow } from '../../reads.ts'

interface PushProps {
  searchParams: Promise<Query>
}

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readSettings()
  return metadataOf({
    title: `Updates in your browser · ${name}`,
    description: `Have your browser show incidents and maintenance at ${name} as messages, without an address.`,
    path: '/subscribe/push',
    state: null,
  })
}

export default async function PushPage({ searchParams }: PushProps) {
  const query = await searchParams
  const subscribe = await readSubscribe(textOf(query, 'component'), textOf(query, 'incident'))
  const { page } = subscribe
  return (
    <PageFrame page={page} asOf={await requestNow()} isLive={false}>
      <PageTitle>Updates in your browser</PageTitle>
      <p className="mt-3">
        {`Your browser shows news of ${page.name} as a message, also while this page is closed. No address is asked for: the browser’s maker passes the messages on, and can’t read them.`}
      </p>
      <PushForm subscribe={subscribe} typed={choicesFor(subscribe)} publicKey={pushPublicKey()} />
      <p className="mt-6 text-muted">
        Rather by e-mail, feed or calendar? <a href="/subscribe">All other ways</a>
      </p>
    </PageFrame>
  )
}
