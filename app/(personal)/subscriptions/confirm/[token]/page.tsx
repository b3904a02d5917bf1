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
  const isAnswered = linked !== null && !isUnanswered && !linked.isReplaced && linked.overIncidentIds.length === 0
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
      {linked && linked.overIncidentIds.length > 0 && (
        <Said
          title="This is over already"
          links={(await readOffered(linked.overIncidentIds)).incidents.map(({ id, title }) => ({
            href: `/incidents/${id}`,
            words: title,
          }))}
        >
          <p>
            {`What was asked for ended before it was confirmed, and all there was to tell of it was told. There is nothing to confirm. ${linked.isConfirmed ? `What ${linked.address} hears stays as it is.` : `Nothing is sent to ${linked.address}, and the address is deleted after seven days.`}`}
          </p>
        </Said>
      )}
      {linked?.isReplaced && (
        <Said title="Something else was asked for since" links={[{ href: '/subscribe', words: 'Ask again' }]}>
          <p>
            {`This link is of an earlier question. Since it was sent, somebody asked for other news for ${linked.address}; only the newest message has the link to look at that and to confirm it.`}
          </p>
          <p>
            {`Nothing was changed. ${linked.isConfirmed ? 'What is heard there stays as it is.' : 'Nothing is sent there without a yes.'} Is the newest question not yours? Ask again for what you want.`}
          </p>
        </Said>
      )}
      {linked && isAnswered && linked.isConfirmed && (
        <Said
          title="You get updates from now on"
          links={[{ href: `/subscriptions/manage/${linked.manageToken}`, words: 'Change what you hear' }]}
        >
          <p>{`${linked.address} is confirmed. Each mail says how to change what you hear, and how to leave.`}</p>
        </Said>
      )}
      {(linked === null || (isAnswered && !linked.isConfirmed)) && <OldLink />}
    </PageFrame>
  )
}
