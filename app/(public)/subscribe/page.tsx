import type { Metadata } from 'next'
import { config } from '#config'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { NoMail } from '#components/subscription/no-mail'
import { OtherWays } from '#components/subscription/other-ways'
import { SubscribeForm } from '#components/subscription/subscribe-form'
import { choicesFor } from '#components/subscription/typed-choices'
import type { SubscribePage } from '#domain/public/subscribe-page'
import { metadataOf } from '../metadata.ts'
import { textOf, type Query } from '../query.ts'
import { readSettings, readSubscribe, requestNow } from '../reads.ts'

interface SubscribeProps {
  searchParams: Promise<Query>
}

export async function generateMetadata(): Promise<Metadata> {
  const page = await readSettings()
  return metadataOf({
    title: `Get updates · ${page.name}`,
    description: `Hear of incidents and maintenance at ${page.name}: by e-mail, in your browser, by feed or calendar.`,
    path: '/subscribe',
    state: null,
  })
}

export default async function SubscribingPage({ searchParams }: SubscribeProps) {
  const query = await searchParams
  const subscribe = await readSubscribe(textOf(query, 'component'), textOf(query, 'incident'))
  const { page } = subscribe
  return (
    <PageFrame page={page} asOf={await requestNow()}>
      <PageTitle>Get updates</PageTitle>
      {config().smtpUrl === null ? (
        <NoMail />
      ) : (
        <>
          <p className="mt-3">{`Hear by e-mail when something is wrong at ${page.name}, and when it is over.`}</p>
          <SubscribeForm subscribe={subscribe} typed={choicesFor(subscribe)} />
        </>
      )}
      <p className="mt-6">
        <a href={`/subscribe/push${cameFrom(subscribe)}`}>As messages of this browser, without an address</a>
      </p>
      <p className="mt-3">
        <a href={`/subscribe/webhook${cameFrom(subscribe)}`}>
          In Slack, Discord, Microsoft Teams or a program of yours
        </a>
      </p>
      <OtherWays {...subscribe} />
    </PageFrame>
  )
}

/** What somebody came from, for the next page to know too. */
function cameFrom({ incident, component }: SubscribePage): string {
  if (incident) return `?incident=${incident.id}`
  return component ? `?component=${component.slug}` : ''
}
