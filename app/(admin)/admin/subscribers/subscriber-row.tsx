import type { SubscriberRow } from '#domain/subscriptions/links'
import { stateOf } from '#domain/subscriptions/subscriber-list'
import { Time } from '../../../../components/time.tsx'
import { TeamOnlyMark } from '../../parts/panel.tsx'
import { channelWords, stateWords } from './subscriber-words.ts'

interface SubscriberLineProps {
  row: SubscriberRow
  now: number
  timeZone: string
}

/** One of the list: the address leads to all that is known. */
export function SubscriberLine({ row, now, timeZone }: SubscriberLineProps) {
  const state = stateOf(row)
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 border-line py-2 not-first:border-t">
      <a href={`/admin/subscribers/${row.id}`} className="inline-flex min-h-11 min-w-0 items-center break-all">
        {row.address ?? 'A browser'}
      </a>
      <span className="text-note text-muted">
        {row.audience === 'internal' && <TeamOnlyMark>internal</TeamOnlyMark>}{' '}
        {row.channel !== 'email' && `${channelWords[row.channel]}, `}
        <span className={state === 'quarantined' ? 'font-medium text-major' : ''}>
          {stateWords[state].toLowerCase()}
        </span>
        , came <Time at={row.createdAt} now={now} timeZone={timeZone} />
      </span>
    </li>
  )
}
