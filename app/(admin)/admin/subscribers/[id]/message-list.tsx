import type { SentMessage } from '#domain/subscriptions/subscriber-list'
import { Time } from '../../../../../components/time.tsx'

interface MessageListProps {
  messages: readonly SentMessage[]
  now: number
  timeZone: string
}

/** What was written for somebody last: when, what, how often tried, and what the other side said. */
export function MessageList({ messages, ...clock }: MessageListProps) {
  if (messages.length === 0) return <p className="mt-2 text-muted">Nothing was sent yet.</p>
  return (
    <ul className="mt-2" role="list">
      {messages.map((message) => (
        <li key={message.number} className="border-line py-3 not-first:border-t">
          <What message={message} />
          <p className="text-note text-muted">
            <Outcome message={message} {...clock} />
            {message.attempts > 1 && `, after ${message.attempts} tries`}
          </p>
          {message.answer !== null && <p className="text-note wrap-anywhere text-muted">Answer: {message.answer}</p>}
        </li>
      ))}
    </ul>
  )
}

const letterWords: Record<NonNullable<SentMessage['letter']>, string> = {
  confirm: 'The letter that asks them to confirm',
  leave: 'The letter that asks whether they want to leave',
  changed: 'The letter that says what was changed',
  failing: 'The letter that says that messages can’t be delivered',
  renewed: 'The letter with a new link',
  test: 'A test message',
}

const kindWords: Record<NonNullable<SentMessage['kind']>, string> = {
  update: 'An update of',
  correction: 'A correction of',
  report: 'The follow-up report of',
  actions_done: 'The action items of',
}

function What({ message: { letter, kind, incidentId, title } }: { message: SentMessage }) {
  if (letter !== null) return <p>{letterWords[letter]}</p>
  if (kind === null || incidentId === null) return <p>A message</p>
  return (
    <p>
      {kindWords[kind]} <a href={`/admin/incidents/${incidentId}`}>{title}</a>
    </p>
  )
}

function Outcome({ message, ...clock }: { message: SentMessage; now: number; timeZone: string }) {
  const { sentAt, failedAt, heldAt, attempts, createdAt, dueAt } = message
  if (sentAt !== null) {
    return (
      <>
        Sent <Time at={sentAt} {...clock} />
      </>
    )
  }
  if (failedAt !== null) {
    return (
      <span className="font-medium text-major">
        Given up <Time at={failedAt} {...clock} />
      </span>
    )
  }
  if (heldAt !== null) {
    return (
      <>
        <a href="/admin/held">Held back</a> until an owner decides, since <Time at={heldAt} {...clock} />
      </>
    )
  }
  return (
    <>
      Waits since <Time at={createdAt} {...clock} />
      {attempts > 0 && (
        <>
          , is tried again <Time at={dueAt} {...clock} />
        </>
      )}
    </>
  )
}
