import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { redirectAddress } from '#auth/single-sign-on-provider'
import { mayAct } from '#domain/actor'
import { readPage } from '#domain/page'
import {
  listBreakGlassOwners,
  listBreakGlassUses,
  listPossibleBreakGlassOwners,
} from '#domain/single-sign-on/break-glass'
import { groupLines } from '#domain/single-sign-on/group-lines'
import { listLinkedAccounts } from '#domain/single-sign-on/linked-accounts'
import { countSessionsByPassword, readSingleSignOn } from '#domain/single-sign-on/settings'
import { CopyLine } from '../../../parts/copy-line.tsx'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { AccessForm } from './access-form.tsx'
import { AllowOnlyForm, AllowPasswordsForm, RemoveForm } from './act-form.tsx'
import { EmergencyOwners, LinkedPeople } from './people.tsx'
import { ProviderForm } from './provider-form.tsx'

export const metadata: Metadata = { title: 'Single sign-on' }

const usesShownMs = 90 * 24 * 3_600_000
const back = { href: '/admin/settings', label: 'Settings' }

export default async function SingleSignOnPage() {
  const { actor } = await requireSession('/admin/settings/single-sign-on')
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle back={back} title="Single sign-on" />
        <NotAllowed role={actor.role} needed="owner" what="say how the team signs in" />
      </div>
    )
  }
  const now = Date.now()
  const { provider, holders, possible, uses, linked, ending, timeZone } = await readForPage((db) => ({
    provider: readSingleSignOn(db),
    holders: listBreakGlassOwners(db),
    possible: listPossibleBreakGlassOwners(db),
    uses: listBreakGlassUses(db, now - usesShownMs),
    linked: listLinkedAccounts(db),
    ending: countSessionsByPassword(db, actor.id, now),
    timeZone: readPage(db).timeZone,
  }))
  const isOnly = provider !== null && provider.onlySince !== null
  return (
    <div className="max-w-[46rem]">
      <PageTitle back={back} title="Single sign-on" />
      <p className="mt-2 text-muted">
        The team signs in with the account that everybody has already, at a provider that speaks OpenID Connect: Entra
        ID, Okta, Keycloak, Google. It says who somebody is; their groups there say what they may do here.
      </p>
      <Panel title={<span id="provider">The provider</span>}>
        <CopyLine label="Redirect address, to copy into the provider" text={redirectAddress()} rows={2} />
        <ProviderForm
          seenAt={provider?.updatedAt ?? null}
          hasSecret={provider !== null && provider.clientSecret !== null}
          before={{
            issuer: provider?.issuer ?? '',
            clientId: provider?.clientId ?? '',
            scopes: provider?.scopes ?? 'openid email profile',
            label: provider?.label ?? '',
          }}
        />
      </Panel>
      {provider && (
        <Panel title={<span id="access">Who gets in, and as what</span>}>
          <p className="mt-2 text-muted">
            It is looked at with each sign-in, which the provider is asked for every 12 hours at least: whoever left all
            groups then loses their access, and all of their sessions end.
          </p>
          <AccessForm
            seenAt={provider.updatedAt}
            before={{
              groupsClaim: provider.groupsClaim,
              groups: groupLines(provider.groups),
              defaultRole: provider.defaultRole ?? 'none',
              trustsEmail: provider.trustsEmail,
            }}
          />
        </Panel>
      )}
      <Panel title={<span id="emergencies">Owners for emergencies</span>}>
        <EmergencyOwners holders={holders} possible={possible} uses={uses} now={now} timeZone={timeZone} />
      </Panel>
      {provider && (
        <Panel title={<span id="only">Only single sign-on</span>}>
          <p className="my-3">
            {isOnly
              ? 'Only single sign-on is allowed: passwords and one-time links are refused, but to owners for emergencies.'
              : 'Passwords and one-time links are allowed beside the provider.'}
          </p>
          {isOnly && <AllowPasswordsForm />}
          {!isOnly && holders.length > 0 && <AllowOnlyForm {...ending} />}
          {!isOnly && holders.length === 0 && (
            <p className="text-muted">
              Before only single sign-on can be allowed, mark an owner for emergencies: nobody could get in while the
              provider is down.
            </p>
          )}
        </Panel>
      )}
      {linked.length > 0 && (
        <Panel title={<span id="people">Who comes from a provider</span>}>
          <LinkedPeople linked={linked} now={now} timeZone={timeZone} />
        </Panel>
      )}
      {provider && (
        <Panel title="Remove the provider">
          <RemoveForm people={linked.length} />
        </Panel>
      )}
    </div>
  )
}
