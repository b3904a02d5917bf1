import type { Metadata } from 'next'
import { secretsKey } from '#auth/secrets-key'
import { config } from '#config'
import { readReturned } from '#app/doors/forms/returned-forms'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { HookForm } from '#components/subscription/hook-form'
import { PushForm } from '#components/subscription/push-form'
import { NoMail } from '#components/subscription/no-mail'
import { Said } from '#components/subscription/said'
import { SubscribeForm } from '#components/subscription/subscribe-form'
import { choicesTyped } from '#components/subscription/typed-choices'
import { vapidKeys } from '#domain/subscriptions/vapid'
import { readSettings, readSubscribe, requestNow } from '../../../../(public)/reads.ts'
import { personalMetadata } from '../../../metadata.ts'

interface ReturnedProps {
  params: Promise<{ key: string }>
}

export async function generateMetadata({ params }: ReturnedProps): Promise<Metadata> {
  const returned = readReturned((await params).key, await requestNow())
  return personalMetadata('Get updates', returned?.status ?? 404)
}

/** A request for news that was not taken as it was: as it was typed, with what is wrong. */
export default async function ReturnedPage({ params }: ReturnedProps) {
  const now = await requestNow()
  const returned = readReturned((await params).key, now)
  if (!returned) return <Forgotten />
  const typed = choicesTyped(returned.values)
  const isHook = returned.values.url !== undefined
  const isPush = returned.values.endpoint !== undefined
  const subscribe = await readSubscribe('', /^incident:(.+)/.exec(typed.covers)?.[1] ?? '')
  return (
    <PageFrame page={subscribe.page} asOf={now} isLive={false}>
      <PageTitle>
        {isPush ? 'Updates in your browser' : isHook ? 'Updates in a chat or a program' : 'Get updates'}
      </PageTitle>
      {isPush ? (
        <PushForm
          subscribe={subscribe}
          typed={typed}
          publicKey={vapidKeys(secretsKey()).publicKey}
          message={returned.message}
          errors={returned.errors}
        />
      ) : isHook ? (
        <HookForm
          subscribe={subscribe}
          typed={typed}
          sendsMail={config().smtpUrl !== null}
          url={returned.values.url?.[0] ?? ''}
          contact={returned.values.contact?.[0] ?? ''}
          message={returned.message}
          errors={returned.errors}
        />
      ) : config().smtpUrl === null ? (
        <NoMail />
      ) : (
        <SubscribeForm
          subscribe={subscribe}
          typed={typed}
          message={returned.message}
          errors={returned.errors}
          isMannerOpen
        />
      )}
    </PageFrame>
  )
}

async function Forgotten() {
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      <Said title="This form is no longer here" links={[{ href: '/subscribe', words: 'Begin anew' }]}>
        <p>What is typed is kept for an hour at most. Nothing was sent.</p>
      </Said>
    </PageFrame>
  )
}
