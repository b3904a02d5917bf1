import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession, secondFactorPath } from '#app/doors/session'
import { readPendingSecondFactor, type PendingSecondFactor } from '#auth/second-factor'
import { hasPassword } from '#auth/sign-in'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { BackupCodes } from './backup-codes.tsx'
import { BackupCodesForm, BeginForm, ProveForm, RemoveForm } from './forms.tsx'
import { KeyPicture } from './key-picture.tsx'

export const metadata: Metadata = { title: 'Second factor' }

export default async function SecondFactorPage() {
  const session = await requireSession(secondFactorPath, { maySetUp: true })
  const { hasSecondFactor, owesSecondFactor } = session
  const { pending, isSet } = await readForPage(async (db) => ({
    pending: hasSecondFactor ? null : await readPendingSecondFactor(db, session),
    isSet: hasPassword(db, session.actor.id),
  }))
  return (
    <div className="max-w-[46rem]">
      <PageTitle
        {...(owesSecondFactor ? {} : { back: { href: '/admin/account', label: 'Your account' } })}
        title="Second factor"
      />
      {owesSecondFactor && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
          <strong className="font-semibold">Set up a second factor first.</strong> An owner asks everybody with your
          role for one. It takes two minutes; then you can go on.
        </p>
      )}
      {hasSecondFactor ? (
        <Working hasPassword={isSet} />
      ) : pending ? (
        <Pending pending={pending} hasPassword={isSet} />
      ) : (
        <Panel title="Set it up">
          <p className="mt-3">
            Besides your password, Candor then asks for a code of six digits from your phone. You need an authenticator
            there, such as the one in your password manager, Aegis or Google Authenticator.
          </p>
          <BeginForm hasPassword={isSet} />
        </Panel>
      )}
    </div>
  )
}

interface PendingProps {
  pending: PendingSecondFactor
  hasPassword: boolean
}

/** What was begun: the key, the backup codes, and the first code that proves that it works. */
function Pending({ pending: { address, key, backupCodes }, hasPassword }: PendingProps) {
  return (
    <>
      <Panel title="1. Show this to your authenticator">
        <div className="mt-4 flex flex-wrap items-center gap-6">
          <KeyPicture address={address} />
          <div className="min-w-0 flex-1 basis-56">
            <p className="text-note text-muted">You can’t scan it? Type this key instead:</p>
            <p className="mt-1 font-mono break-words">{groupsOf(key)}</p>
            <p className="mt-3 text-note">
              <a href={address}>Open it in an app on this device</a>
            </p>
          </div>
        </div>
      </Panel>
      <Panel title="2. Keep these backup codes">
        <p className="mt-3 text-note text-muted">
          Each lets you in once, without your phone. Print them or put them into your password manager: after the next
          step they are not shown again.
        </p>
        <BackupCodes codes={backupCodes} />
      </Panel>
      <Panel title="3. Type the code that your authenticator shows">
        <ProveForm />
      </Panel>
      <Panel title="Begin again">
        <p className="mt-3 text-note text-muted">
          Where the key did not arrive: another one replaces it, and other backup codes these.
        </p>
        <BeginForm hasPassword={hasPassword} isAgain />
      </Panel>
    </>
  )
}

function Working({ hasPassword }: { hasPassword: boolean }) {
  return (
    <>
      <p role="status" className="mt-5 rounded-control bg-operational-tint px-4 py-3">
        Your second factor works: Candor asks for a code each time you sign in. <a href="/admin">Go on</a>
      </p>
      <Panel title="Backup codes">
        <p className="mt-3 text-note text-muted">
          Each lets you in once, without your phone. Make new ones when few are left, or when somebody may have seen
          them: the old ones end.
        </p>
        <BackupCodesForm hasPassword={hasPassword} />
      </Panel>
      <Panel title="Remove it">
        <RemoveForm />
      </Panel>
    </>
  )
}

/** In groups of four, as people read it from a screen. */
function groupsOf(key: string): string {
  return key.match(/.{1,4}/g)?.join(' ') ?? key
}
