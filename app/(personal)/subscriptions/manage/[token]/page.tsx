import type { Metadata } from 'next'
import { config } from '#config'
import { PageFrame } from '#components/page-frame'
import { HookPanel } from '#components/subscription/hook-panel'
import type { Offered } from '#components/subscription/choice-lines'
import { ManageSubscription, type Unseen } from '#components/subscription/manage-subscription'
import { OldLink } from '#components/subscription/said'
import { choicesShown, choicesTyped } from '#components/subscription/typed-choices'
import type { Query } from '../../../../(public)/query.ts'
import { readSettings, requestNow } from '../../../../(public)/reads.ts'
import { linkMetadata, personalMetadata } from '../../../metadata.ts'
import { readLinked, readOffered, readReturnedOf, type Linked } from '../../../reads.ts'

interface ManageProps {
  params: Promise<{ token: string }>
  searchParams: Promise<Query>
}

/** By what stands in the address after a form was taken. */
const doneWords: Record<string, string> = {
  subscribed: 'This browser shows messages of it from now on.',
  changed: 'Saved. A message tells the address of it, too.',
  tested: 'A test message is on its way. Load this page again in a moment: below stands what was answered.',
  rotated: 'A new secret signs from now on; the old one beside it for a day.',
  leave: 'A mail with a button to leave is on its way. Nothing ends before it is pressed.',
}

export async function generateMetadata({ params, searchParams }: ManageProps): Promise<Metadata> {
  const [linked, returned] = [
    await readLinked((await params).token, 'manage'),
    await readReturnedOf(await searchParams),
  ]
  return linked && returned ? personalMetadata('What you hear', returned.status) : linkMetadata('What you hear', linked)
}

export default async function ManagePage({ params, searchParams }: ManageProps) {
  const [{ token }, query] = [await params, await searchParams]
  const linked = await readLinked(token, 'manage')
  return (
    <PageFrame page={await readSettings()} asOf={await requestNow()} isLive={false}>
      {linked ? <Choices token={token} linked={linked} query={query} /> : <OldLink />}
    </PageFrame>
  )
}

async function Choices({ token, linked, query }: { token: string; linked: Linked; query: Query }) {
  const returned = await readReturnedOf(query)
  const offered = await readOffered(linked.choices.incidentIds)
  const done = typeof query.done === 'string' ? (doneWords[query.done] ?? null) : null
  return (
    <ManageSubscription
      token={token}
      address={linked.address}
      offered={offered}
      unseen={linked.isInternal ? unseenIn(linked.choices, offered) : noneUnseen}
      channel={linked.channel}
      sendsMail={config().smtpUrl !== null}
      canRenewLinks={linked.canRenewLinks}
      hook={
        linked.hook && (
          <HookPanel
            token={token}
            hook={linked.hook}
            now={await requestNow()}
            timeZone={(await readSettings()).timeZone}
          />
        )
      }
      // The other forms of the page say nothing of what is heard.
      typed={returned?.values.leastImpact ? choicesTyped(returned.values) : choicesShown(linked.choices)}
      message={returned?.message ?? null}
      errors={returned?.errors ?? {}}
      done={returned ? null : done}
    />
  )
}

const noneUnseen = { componentIds: [], incidentIds: [] }

/** What the team alone sees, and chose for somebody: the form keeps it, and names nothing of it. */
function unseenIn({ componentIds, incidentIds }: Linked['choices'], { ungrouped, groups, incidents }: Offered): Unseen {
  const seen = [...ungrouped, ...groups.flatMap(({ components }) => components), ...incidents].map(({ id }) => id)
  const isUnseen = (id: string) => !seen.includes(id)
  return { componentIds: componentIds.filter(isUnseen), incidentIds: incidentIds.filter(isUnseen) }
}
