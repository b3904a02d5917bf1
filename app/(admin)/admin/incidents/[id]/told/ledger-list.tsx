import type { LedgerLine } from '#domain/outbox/ledger'
import { Time } from '../../../../../../components/time.tsx'

const channelNames: Record<LedgerLine['channel'], string> = {
  email: 'Mail',
  webhook: 'Webhook',
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Teams',
  push: 'Browser',
}

interface LedgerListProps {
  lines: readonly LedgerLine[]
  /** Whether whoever looks may read addresses. */
  withAddresses: boolean
  now: number
  timeZone: string
}

/** To whom it went, line by line. */
export function LedgerList({ lines, withAddresses, now, timeZone }: LedgerListProps) {
  return (
    <ol role="list" className="mt-3">
      {lines.map((line) => (
        <li key={line.number} className="border-line py-3 not-first:border-t">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6">
            <span className="min-w-0 break-words">
              {line.address ?? (withAddresses ? 'Somebody who left since' : 'A subscriber')}
              <span className="text-muted">{`, ${channelNames[line.channel].toLowerCase()}`}</span>
            </span>
            <span className={line.state === 'failed' ? 'font-semibold text-major' : 'text-muted'}>
              {stateWords(line)} <Time at={line.at} now={now} timeZone={timeZone} form="stamp" />
            </span>
          </p>
          <p className="text-note break-words text-muted">
            {triesWords(line)}
            {line.answer !== null && ` Answer: ${line.answer}`}
          </p>
        </li>
      ))}
    </ol>
  )
}

function stateWords({ state, attempts, isTogether, isHeld }: LedgerLine): string {
  if (isHeld) return 'Held back until an owner decides; was due'
  if (state === 'failed') return 'Failed'
  if (state === 'told') return isTogether ? 'Told, together with newer news,' : 'Told'
  return attempts === 0 ? 'Waits until' : 'Tried again'
}

function triesWords({ attempts }: LedgerLine): string {
  if (attempts === 0) return 'Not tried yet.'
  return attempts === 1 ? 'Tried once.' : `Tried ${attempts} times.`
}
