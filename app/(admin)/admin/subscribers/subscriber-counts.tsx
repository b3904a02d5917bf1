import type { SubscriberChannel, SubscriberCount, SubscriberState } from '#domain/subscriptions/subscriber-list'
import { channelWords, stateWords } from './subscriber-words.ts'

/** How many there are, by channel and state; channels that nobody uses are left out. */
export function SubscriberCounts({ counts }: { counts: readonly SubscriberCount[] }) {
  const states = Object.keys(stateWords) as SubscriberState[]
  const channels = (Object.keys(channelWords) as SubscriberChannel[]).filter((channel) =>
    counts.some((row) => row.channel === channel),
  )
  const sum = (fits: (row: SubscriberCount) => boolean) =>
    counts.filter(fits).reduce((total, { count }) => total + count, 0)
  const internal = sum(({ audience }) => audience === 'internal')
  if (channels.length === 0) return <p className="mt-3 text-muted">Nobody is subscribed yet.</p>
  return (
    <>
      <table className="mt-3 w-full max-w-[36rem] text-left tabular-nums">
        <thead>
          <tr className="border-b border-line text-small text-muted sm:text-note">
            <th scope="col" className="py-2 pr-1 font-medium sm:pr-2">
              <span className="sr-only">Channel</span>
            </th>
            {states.map((state) => (
              <th key={state} scope="col" className="py-2 pl-1 text-right font-medium whitespace-nowrap sm:pl-2">
                {stateWords[state]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <tr key={channel} className="border-b border-line last:border-0">
              <th scope="row" className="py-2 pr-1 font-medium wrap-normal sm:pr-2">
                {channelWords[channel]}
              </th>
              {states.map((state) => (
                <td key={state} className="py-2 pl-2 text-right">
                  {sum((row) => row.channel === channel && row.state === state).toLocaleString('en')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {internal > 0 && (
        <p className="mt-2 text-note text-muted">
          {internal.toLocaleString('en')} of them {internal === 1 ? 'is' : 'are'} internal: they hear of internal
          incidents, too.
        </p>
      )}
    </>
  )
}
