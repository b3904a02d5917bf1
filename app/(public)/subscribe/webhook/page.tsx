import type { Metadata } from 'next'
import { config } from '#config'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { HookForm } from '#components/subscription/hook-form'
import { choicesFor } from '#components/subscription/typed-choices'
import { metadataOf } from '../../metadata.ts'
import { textOf, type Query } from '../../query.ts'
import { readSettings, readSubscribe, requestNow } from '../../reads.ts'

interface HookPageProps {
  searchParams: Promise<Query>
}

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await readSettings()
  return metadataOf({
    title: `Updates in a chat or a program · ${name}`,
    description: `Hear of incidents and maintenance at ${name} in Slack, Discord, Microsoft Teams or by webhook.`,
    path: '/subscribe/webhook',
    state: null,
  })
}

export default async function HookPage({ searchParams }: HookPageProps) {
  const query = await searchParams
  const subscribe = await readSubscribe(textOf(query, 'component'), textOf(query, 'incident'))
  const { page } = subscribe
  return (
    <PageFrame page={page} asOf={await requestNow()}>
      <PageTitle>Updates in a chat or a program</PageTitle>
      <p className="mt-3">
        {`News of ${page.name} can be posted to a chat in Slack, Discord or Microsoft Teams, or to a program of yours. A gateway for text messages takes them as a webhook, too.`}
      </p>
      <HookForm subscribe={subscribe} typed={choicesFor(subscribe)} sendsMail={config().smtpUrl !== null} />
      <p className="mt-6 text-muted">
        Rather by e-mail, feed or calendar? <a href="/subscribe">All other ways</a>
      </p>
    </PageFrame>
  )
}
