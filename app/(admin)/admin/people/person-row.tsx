import type { ReactNode } from 'react'
import { roleWords } from '#domain/actor'
import type { Access } from '#domain/people/access'
import { Time } from '../../../../components/time.tsx'

interface PersonRowProps {
  person: Access
  isSelf: boolean
  /** Whether the policy asks for a second factor that they don't have. */
  owesSecondFactor: boolean
  now: number
  timeZone: string
  /** What can be done about them. */
  children?: ReactNode
}

/** Somebody on the team: what they may, how they sign in, and when they were last there. */
export function PersonRow({ person, isSelf, owesSecondFactor, now, timeZone, children }: PersonRowProps) {
  const clock = { now, timeZone }
  return (
    <li id={`person-${person.id}`} className="border-line py-4 not-first:border-t">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <strong className="font-semibold">{person.name}</strong>
        {isSelf && <span className="text-note text-muted">you</span>}
        <span className="text-note break-all text-muted">{person.email}</span>
      </p>
      <dl className="mt-1.5 grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-note">
        <Fact name="Role">{roleWords[person.role]}</Fact>
        <Fact name="Signs in with">{waysOf(person)}</Fact>
        <Fact name="Second factor">
          {person.hasSecondFactor ? 'yes' : 'no'}
          {owesSecondFactor && (
            <span className="ml-2 rounded-full bg-degraded-tint px-2.5 text-small font-medium text-degraded">
              asked for, not set up
            </span>
          )}
        </Fact>
        <Fact name="Last seen">
          {person.lastSeenAt === null ? 'never' : <Time at={person.lastSeenAt} {...clock} />}
        </Fact>
        {person.deactivatedAt === null ? (
          <Fact name="On the team since">
            <Time at={person.createdAt} {...clock} />
          </Fact>
        ) : (
          <Fact name="Deactivated">
            <Time at={person.deactivatedAt} {...clock} />
          </Fact>
        )}
      </dl>
      {children && <div className="mt-1">{children}</div>}
    </li>
  )
}

function waysOf({ hasPassword, hasProvider }: Access): string {
  if (hasPassword && hasProvider) return 'password or single sign-on'
  if (hasProvider) return 'single sign-on'
  return hasPassword ? 'password' : 'one-time link; no password yet'
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </>
  )
}
