import type { Metadata } from 'next'
import { config } from '#config'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { NoMail } from '#components/subscription/no-mail'
import { OtherWays } from '#components/subscription/other-ways'
import { SubscribeForm } from '#components/subscription/subscribe-form'
import { usualChoices, type TypedChoices } from '#components/subscription/typed-choices'
import type { SubscribePage } from '#domain/public/subscribe-page'
import { metadataOf } from '../metadata.ts'
import type { Query } from '../query.ts'
import { readSettings, readSubscribe, requestNow } from '../reads.ts'

interface SubscribeProps {
  searchParams: Promise<Query>
}

export async function generateMetadata(): Promise<Metadata> {
  const page = await readSettings()
  return metadataOf({
    title: `Get updates · ${page.name}`,
    description: `Hear of incidents and maintenance at ${page.name}: by e-mail, feed or calendar.`,
    path: '/subscribe',
    state: null,
  })
}

export default async function SubscribingPage({ searchParams }: SubscribeProps) {
  const query = await searchParams
  const subscribe = await readSubscribe(said(query, 'component'), said(query, 'incident'))
  const { page } = subscribe
  return (
    <PageFrame page={page} asOf={await requestNow()}>
      <PageTitle>Get updates</PageTitle>
      {config().smtpUrl === null ? (
        <NoMail />
      ) : (
        <>
          <p className="mt-3">{`Hear by e-mail when something is wrong at ${page.name}, and when it is over.`}</p>
          <SubscribeForm subscribe={subscribe} typed={chosenFor(subscribe)} />
        </>
      )}
      <p className="mt-6">
        <a href="/subscribe/webhook">In Slack, Discord, Microsoft Teams or a program of yours</a>
      </p>
      <OtherWays {...subscribe} />
    </PageFrame>
  )
}

/** What is chosen from the start: what somebody came from. */
function chosenFor({ incident, component }: SubscribePage): TypedChoices {
  if (incident) return { ...usualChoices, covers: `incident:${incident.id}` }
  return component ? { ...usualChoices, covers: 'parts', componentIds: [component.id] } : usualChoices
}

function said(query: Query, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value.trim() : ''
}
