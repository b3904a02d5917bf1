import type { LinkedAccount } from '#domain/single-sign-on/linked-accounts'
import { Time } from '../../../../../components/time.tsx'
import { MarkForm, UnlinkForm, UnmarkForm } from './act-form.tsx'

interface Told {
  now: number
  timeZone: string
}

interface EmergencyOwnersProps extends Told {
  holders: readonly { id: string; name: string; email: string }[]
  possible: readonly { id: string; name: string }[]
  uses: readonly { number: number; name: string; at: number }[]
}

/** Who gets in without the provider, who else could, and when somebody did. */
export function EmergencyOwners({ holders, possible, uses, now, timeZone }: EmergencyOwnersProps) {
  return (
    <>
      <p className="mt-2 text-muted">
        They may always sign in with their password, also while the provider is down and only single sign-on is allowed.
        The provider’s word never takes their role away. Each use stands in the audit log and here.
      </p>
      {holders.length === 0 && <p className="mt-3">Nobody is marked.</p>}
      <ul className="mt-2" role="list">
        {holders.map(({ id, name, email }) => (
          <li key={id} className="border-line py-3 not-first:border-t">
            {name} <span className="text-note break-all text-muted">{email}</span>
            <UnmarkForm id={id} name={name} />
          </li>
        ))}
      </ul>
      {possible.length > 0 && <MarkForm owners={possible.map(({ id, name }) => ({ value: id, label: name }))} />}
      {uses.length > 0 && (
        <>
          <h3 className="mt-6 font-semibold">Used in the last 90 days</h3>
          <ul className="mt-1 list-disc pl-5">
            {uses.map(({ number, name, at }) => (
              <li key={number}>
                {name}, <Time at={at} now={now} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Who has an account at the provider, and when it last vouched for them. */
export function LinkedPeople({ linked, now, timeZone }: Told & { linked: readonly LinkedAccount[] }) {
  return (
    <ul className="mt-2" role="list">
      {linked.map(({ id, name, email, lastSignInAt }) => (
        <li key={id} className="border-line py-3 not-first:border-t">
          {name} <span className="text-note break-all text-muted">{email}</span>
          <span className="block text-note text-muted">
            {'last came '}
            <Time at={lastSignInAt} now={now} timeZone={timeZone} />
          </span>
          <UnlinkForm id={id} name={name} />
        </li>
      ))}
    </ul>
  )
}
