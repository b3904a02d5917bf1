import type { ReactNode } from 'react'
import { roleWords } from '#domain/actor'
import type { TokenRecord } from '#domain/tokens/tokens'
import { Time } from '../../../../components/time.tsx'

interface TokenFactsProps {
  token: TokenRecord
  now: number
  timeZone: string
}

const soonMs = 14 * 24 * 3_600_000

/** What is known of a token: never the token itself, which is kept nowhere. */
export function TokenFacts({ token, now, timeZone }: TokenFactsProps) {
  const clock = { now, timeZone }
  const isEnded = token.revokedAt !== null || token.expiresAt <= now
  const isSoon = !isEnded && token.expiresAt <= now + soonMs
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <strong className="font-semibold">{token.name}</strong>
        <code className="text-note text-muted">{token.start}…</code>
        {isSoon && (
          <span className="rounded-full bg-degraded-tint px-2.5 text-small font-medium text-degraded">ends soon</span>
        )}
      </p>
      <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-note sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Fact name="May">
          {`what a ${roleWords[token.role].toLowerCase()} may`}
          {token.scopes && `, of that only ${token.scopes.join(', ')}`}
          {token.components && `; only ${token.components.map(({ name }) => name).join(', ')}`}
        </Fact>
        <Fact name="Made">
          <Time at={token.createdAt} {...clock} />
          {token.createdBy ? ` by ${token.createdBy}` : ' on the command line'}
        </Fact>
        {token.revokedAt === null ? (
          <Fact name={token.expiresAt <= now ? 'Ended' : 'Ends'}>
            <Time at={token.expiresAt} {...clock} />
          </Fact>
        ) : (
          <Fact name="Revoked">
            <Time at={token.revokedAt} {...clock} />
          </Fact>
        )}
        <Fact name="Last used">
          {token.lastUsedAt === null ? (
            'never'
          ) : (
            <>
              <Time at={token.lastUsedAt} {...clock} />
              {token.lastUsedAddress && ` from ${token.lastUsedAddress}`}
            </>
          )}
        </Fact>
      </dl>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </>
  )
}
