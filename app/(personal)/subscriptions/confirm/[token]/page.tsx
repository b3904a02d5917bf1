import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { ConfirmSubscription } from '#components/subscription/confirm-subscription'
import { OldLink, Said } from '#components/subscription/said'
import type { Query } from '../../../../(public)/query.ts'
import { readSettings, requestNow } from '../../../../(public)/reads.ts'
import { linkMetadata } from '../../../metadata.ts'
import { readLinked, readOffered, readReturnedOf } from '../../../reads.ts'

interface ConfirmProps {
  params: Promise<{ token: string }>
  searchParams: Promise<Query>
}

export async function generateMetadata({ params }: ConfirmProps): Promise<Metadata> {
  return linkMetadata('Confirm your address', await readLinked((await params).token, 'confirm'))
}

/** Shows what was asked for and asks for a yes; to look changes nothing, since programs look at links too. */
export default async function ConfirmPage({ params, searchParams }: ConfirmProps) {
  const { token } = await params
  const linked = await readLinked(token, 'confirm')
  const returned = await readReturnedOf(await searchParams)
  const isUnanswered = linked !== null && linked.askedFor !== null
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      {isUnanswered && (
        <ConfirmSubscription
          token={token}
          address={linked.address}
          choices={linked.askedFor ?? linked.choices}
          offered={await readOffered(linked.askedFor?.incidentIds ?? [])}
          isAddition={linked.isConfirmed}
          problem={returned && (returned.message ?? Object.values(returned.errors)[0] ?? null)}
        />
      )}
      {linked && !isUnanswered && linked.isConfirmed && (
        <Said
          title="You get updates from now on"
          links={[{ href: `/subscriptions/manage/${linked.manageToken}`, words: 'Change what you hear' }]}
        >
          <p>{`${linked.address} is confirmed. Each mail says how to change what you hear, and how to leave.`}</p>
        </Said>
      )}
      {!isUnanswered && !linked?.isConfirmed && <OldLink />}
    </PageFrame>
  )
}
