import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { FormProblems, mainButton } from '#components/subscription/fields'
import { OldLink } from '#components/subscription/said'
import type { Query } from '../../../../(public)/query.ts'
import { readSettings, requestNow } from '../../../../(public)/reads.ts'
import { linkMetadata } from '../../../metadata.ts'
import { readLinked, readReturnedOf } from '../../../reads.ts'

interface LeaveProps {
  params: Promise<{ token: string }>
  searchParams: Promise<Query>
}

export async function generateMetadata({ params }: LeaveProps): Promise<Metadata> {
  return linkMetadata('Leave', await readLinked((await params).token, 'leave', 'unsubscribe'))
}

/** Asks once more; to look changes nothing. Mail programs' own links lead here, too. */
export default async function LeavePage({ params, searchParams }: LeaveProps) {
  const { token } = await params
  const [linked, page] = [await readLinked(token, 'leave', 'unsubscribe'), await readSettings()]
  const returned = await readReturnedOf(await searchParams)
  return (
    <PageFrame page={page} asOf={await requestNow()} isLive={false}>
      {linked ? (
        <>
          <PageTitle>Leave</PageTitle>
          <p className="mt-3">
            {`Once you press the button, no more mail about ${page.name} goes to `}
            <span className="inline-block">{linked.address}</span>, and the address is deleted here.
          </p>
          <form method="post" action="/subscriptions/leave" className="mt-6">
            <FormProblems message={returned?.message ?? null} errors={returned?.errors ?? {}} />
            <input type="hidden" name="token" value={token} />
            <button className={mainButton}>End all mails and delete my address</button>
          </form>
        </>
      ) : (
        <OldLink />
      )}
    </PageFrame>
  )
}
