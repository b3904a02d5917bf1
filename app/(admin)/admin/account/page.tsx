import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { sessionAbsoluteDays, sessionIdleDays } from '#auth/session-limits'
import { listDevices } from '#auth/sessions'
import { hasPassword } from '#auth/sign-in'
import { roleWords, type Role } from '#domain/actor'
import { readPage } from '#domain/page'
import { isLinked } from '#domain/single-sign-on/linked-accounts'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { ButtonLink } from '../../parts/forms/button.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Time } from '../../../../components/time.tsx'
import { DeviceForm, OtherDevicesForm } from './device-form.tsx'
import { deviceWords } from './device-words.ts'
import { PasswordForm } from './password-form.tsx'

export const metadata: Metadata = { title: 'Your account' }

const may: Record<Role, string> = {
  owner: 'everything: incidents, components, people and settings',
  responder: 'open and update incidents, plan maintenance and set the status of components',
  support: 'read all incidents, internal ones too; you publish nothing',
  viewer: 'read the admin area; you publish nothing',
}

const said: Record<string, string> = {
  set: 'Your password is set. Next time you sign in with it.',
  changed: 'Your password is changed, and all your other devices are signed out.',
}

interface AccountPageProps {
  searchParams: Promise<{ password?: string | string[] }>
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const { actor, email, sessionId, hasSecondFactor } = await requireSession('/admin/account')
  const requestHeaders = await headers()
  const { devices, isSet, comesFrom, timeZone } = await readForPage(async (db) => ({
    devices: await listDevices(db, requestHeaders, sessionId),
    isSet: hasPassword(db, actor.id),
    comesFrom: isLinked(db, actor.id) ? readSingleSignOn(db) : null,
    timeZone: readPage(db).timeZone,
  }))
  const { password } = await searchParams
  const done = typeof password === 'string' ? said[password] : undefined
  const now = Date.now()
  return (
    <div className="max-w-[46rem]">
      <PageTitle title="Your account" />
      {done && isSet && (
        <p role="status" className="mt-5 rounded-control bg-operational-tint px-4 py-3">
          {done}
        </p>
      )}
      {!isSet && !comesFrom && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
          <strong className="font-semibold">You have no password yet.</strong> Set one here: your sign-in link is used
          up, and without a password you need a new one each time.
        </p>
      )}
      <Panel title="You">
        <dl className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <Fact name="Name">{actor.name}</Fact>
          <Fact name="E-mail">{email}</Fact>
          <Fact name="Role">{roleWords[actor.role]}</Fact>
          <Fact name="You may">{may[actor.role]}</Fact>
        </dl>
      </Panel>
      {comesFrom && (
        <p className="mt-5 rounded-control bg-no-data-tint px-4 py-3">
          You sign in with {comesFrom.label}, which also says what you may do here.
          {!isSet && ' So you have no password on this page.'}
        </p>
      )}
      {(isSet || !comesFrom) && (
        <Panel title={isSet ? 'Change your password' : 'Set a password'}>
          <PasswordForm email={email} hasPassword={isSet} />
        </Panel>
      )}
      {(isSet || !comesFrom) && (
        <Panel title="Second factor">
          <p className="mt-3">
            {hasSecondFactor
              ? 'Candor asks for a code from your phone each time you sign in.'
              : 'With a code from your phone beside it, a stolen password alone lets nobody in.'}
          </p>
          <p className="mt-4">
            <ButtonLink href="/admin/account/second-factor">
              {hasSecondFactor ? 'Backup codes, or remove it' : 'Set up a second factor'}
            </ButtonLink>
          </p>
        </Panel>
      )}
      <Panel title={<span id="devices">Where you are signed in</span>}>
        <ul className="mt-2" role="list">
          {devices.map((device) => {
            const words = deviceWords(device.userAgent)
            return (
              <li
                key={device.id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line py-3 not-first:border-t"
              >
                <span>
                  {words}
                  {device.isThis && <strong className="font-semibold"> · this one</strong>}
                  <span className="block text-note text-muted">
                    {'since '}
                    <Time at={device.lastSeenAt} now={now} timeZone={timeZone} />
                  </span>
                </span>
                {!device.isThis && <DeviceForm sessionId={device.id} device={words} />}
              </li>
            )
          })}
        </ul>
        <p className="mt-2 text-note text-muted">
          A device is signed out after {sessionIdleDays} days without use, and after {sessionAbsoluteDays} days in any
          case.
        </p>
        {devices.length > 1 && <OtherDevicesForm />}
      </Panel>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-small text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
