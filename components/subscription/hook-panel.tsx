import { Section } from '../section.tsx'
import { Time } from '../time.tsx'

/** What a webhook answered, the newest first. */
export interface HookAnswer {
  number: number
  at: number
  state: 'told' | 'failed' | 'waiting'
  attempts: number
  answer: string | null
  isTest: boolean
}

export interface HookShown {
  /** What its messages are signed with; null for a chat, which checks no signature. */
  secret: string | null
  /** Until when the secret before signs too; null where there is none. */
  previousUntil: number | null
  answers: HookAnswer[]
  canBeTested: boolean
}

interface HookPanelProps {
  token: string
  hook: HookShown
  now: number
  timeZone: string
}

const stateWords: Record<HookAnswer['state'], string> = { told: 'Taken', failed: 'Given up', waiting: 'Not yet taken' }

/** A webhook's secret and what it answered, for whoever looks after it. */
export function HookPanel({ token, hook, now, timeZone }: HookPanelProps) {
  return (
    <>
      {hook.secret !== null && (
        <Section title="Signing secret" id="secret">
          <p>
            Each message is signed by the Standard Webhooks convention (webhook-id, webhook-timestamp,
            webhook-signature). Check it with this secret:
          </p>
          <p className="mt-3 rounded-control border border-line bg-panel px-4 py-3 font-mono text-note break-all">
            {hook.secret}
          </p>
          {hook.previousUntil === null ? (
            <form method="post" action="/subscriptions/rotate-secret" className="mt-4">
              <input type="hidden" name="token" value={token} />
              <button className="min-h-11 rounded-control border border-line bg-panel px-4 py-2 font-medium hover:underline">
                Make a new secret
              </button>
              <p className="mt-2 text-note text-muted">The old one goes on signing beside it for a day.</p>
            </form>
          ) : (
            <p className="mt-3">
              The one before signs too, until <Time at={hook.previousUntil} now={now} timeZone={timeZone} form="full" />
              . After that another can be made.
            </p>
          )}
        </Section>
      )}
      <Section title="What it answered" id="answers">
        {hook.answers.length === 0 && <p className="text-muted">Nothing was sent yet.</p>}
        {hook.answers.length > 0 && (
          <ol role="list" className="divide-y divide-line rounded-panel border border-line bg-panel">
            {hook.answers.map(({ number, at, state, attempts, answer, isTest }) => (
              <li key={number} className="px-4.5 py-3 break-words sm:px-6">
                <p>
                  {isTest && 'Test: '}
                  <strong className="font-semibold">{stateWords[state]}</strong>,{' '}
                  <Time at={at} now={now} timeZone={timeZone} form="full" />
                  {attempts > 1 && `, after ${attempts} tries`}
                </p>
                {answer !== null && <p className="text-note text-muted">{answer}</p>}
              </li>
            ))}
          </ol>
        )}
        {hook.canBeTested && (
          <form method="post" action="/subscriptions/test" className="mt-4">
            <input type="hidden" name="token" value={token} />
            <button className="min-h-11 rounded-control border border-line bg-panel px-4 py-2 font-medium hover:underline">
              Send a test message
            </button>
            <p className="mt-2 text-note text-muted">
              It says that it is a test, and is tried once; at most five an hour.
            </p>
          </form>
        )}
      </Section>
    </>
  )
}
