import type { ReactNode } from 'react'
import type { Channel } from '#domain/outbox/hand-out'
import { PageTitle } from '../page-title.tsx'
import { Section } from '../section.tsx'
import type { Offered } from './choice-lines.tsx'
import { FormProblems, Group, mainButton, Tick } from './fields.tsx'
import { MannerFields } from './manner-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'
import type { FieldErrors, TypedChoices } from './typed-choices.tsx'

/** Ids that are chosen and that this page must not name. */
export interface Unseen {
  componentIds: readonly string[]
  incidentIds: readonly string[]
}

interface ManageSubscriptionProps {
  token: string
  /** Half hidden. */
  address: string
  channel: Channel
  /** Whether this page can send mails at present. */
  sendsMail: boolean
  canRenewLinks: boolean
  /** The own part of what is posted to; null for mails. */
  hook: ReactNode
  offered: Offered
  unseen: Unseen
  typed: TypedChoices
  message: string | null
  errors: FieldErrors
  /** What was just done. */
  done: string | null
}

/** What somebody hears, to change it or to leave. */
export function ManageSubscription({
  token,
  address,
  channel,
  sendsMail,
  canRenewLinks,
  hook,
  offered,
  unseen,
  typed,
  message,
  errors,
  done,
}: ManageSubscriptionProps) {
  const leaving = leavingBy(channel, sendsMail)
  return (
    <>
      <PageTitle>What you hear</PageTitle>
      <p className="mt-3">
        {`${hook ? 'News of' : 'Mails about'} ${offered.page.name} ${hook ? 'goes' : 'go'} to `}
        <span className="inline-block">{channel === 'push' ? 'this browser.' : `${address}.`}</span>
      </p>
      {done && (
        <p role="status" className="mt-6 rounded-control bg-operational-tint px-4.5 py-3.5">
          {done}
        </p>
      )}
      <form
        method="post"
        action="/subscriptions/manage"
        className="group/scope mt-6 rounded-panel border border-line bg-panel px-4.5 pb-5 sm:px-6"
      >
        <div className="pt-5 empty:hidden">
          <FormProblems message={message} errors={errors} />
        </div>
        <input type="hidden" name="token" value={token} />
        <Kept unseen={unseen} />
        <ScopeFields offered={offered} incident={null} typed={typed} errors={errors} />
        <Incidents offered={offered} typed={typed} errors={errors} />
        <MannerFields typed={typed} errors={errors} timeZone={offered.page.timeZone} hasCadence={channel === 'email'} />
        <button className={`mt-6 ${mainButton}`}>Save what I hear</button>
      </form>
      {hook}
      {canRenewLinks && <Renewing token={token} channel={channel} />}
      <Section title="Leave" id="leave">
        <p>{leaving.words}</p>
        {leaving.button !== null && (
          <form method="post" action={leaving.action} className="mt-4">
            <input type="hidden" name="token" value={token} />
            <button className="min-h-11 rounded-control border border-major bg-panel px-4 py-2 font-medium text-major hover:underline">
              {leaving.button}
            </button>
          </form>
        )}
      </Section>
    </>
  )
}

/** For whoever forwarded a mail: its links are theirs too. */
function Renewing({ token, channel }: { token: string; channel: Channel }) {
  const [has, goesTo] =
    channel === 'email' || channel === 'webhook'
      ? ['Each mail has the link to this page, and so has whoever a mail was forwarded to.', 'to the mailbox alone']
      : ['Everybody who was ever in the chat has the link to this page.', 'into the chat alone']
  return (
    <Section title="Link to this page" id="link">
      <p>{`${has} A new link goes ${goesTo}; all earlier ones then do nothing any more, those to unsubscribe neither.`}</p>
      <form method="post" action="/subscriptions/renew-link" className="mt-4">
        <input type="hidden" name="token" value={token} />
        <button className="min-h-11 rounded-control border border-line bg-panel px-4 py-2 font-medium hover:underline">
          Make a new link
        </button>
      </form>
    </Section>
  )
}

function Kept({ unseen }: { unseen: Unseen }) {
  const fields = Object.entries(unseen).flatMap(([name, ids]: [string, readonly string[]]) =>
    ids.map((id) => ({ name, id })),
  )
  if (fields.length === 0) return null
  return (
    <>
      {fields.map(({ name, id }) => (
        <input key={id} type="hidden" name={name} value={id} />
      ))}
      <p className="mt-6 text-note text-muted">What the team chose for you and customers don’t see stays chosen.</p>
    </>
  )
}

const asking = '/subscriptions/ask-to-leave'

/** A browser alone has its link; a mail's may have been forwarded, and a chat's is everybody's there. */
function leavingBy(channel: Channel, sendsMail: boolean): { words: string; action: string; button: string | null } {
  if (channel === 'push') {
    return {
      words: 'It ends at once, and all that is known of the browser is deleted.',
      action: '/subscriptions/leave',
      button: 'Stop the messages',
    }
  }
  if (!sendsMail && (channel === 'email' || channel === 'webhook')) {
    const other =
      channel === 'email'
        ? 'Use your mail program’s own button to unsubscribe in one of our mails: it works all the same. Or'
        : 'Answer the next message with the status 410, which ends it at once. Or'
    return {
      words: `A mail may have been forwarded, so we would ask the mailbox itself, but this page sends no e-mail at present. ${other} ask the page’s team to take you off the list.`,
      action: asking,
      button: null,
    }
  }
  if (channel === 'email' || channel === 'webhook') {
    return {
      words:
        'A mail may have been forwarded, so we ask the mailbox itself: you get a mail with a button. Pressing it ends all news and deletes the address.',
      action: asking,
      button: 'Send me the mail to leave',
    }
  }
  return {
    words:
      'Everybody in the chat has this link, so we ask there: a message with a button is posted. Pressing it ends all news and deletes the address.',
    action: asking,
    button: 'Ask in the chat',
  }
}

function Incidents({
  offered: { incidents },
  typed,
  errors,
}: Pick<ManageSubscriptionProps, 'offered' | 'typed' | 'errors'>) {
  if (incidents.length === 0) return null
  return (
    <Group
      name="incidentIds"
      legend="Incidents that you follow"
      hint="Until they are over, whatever else you choose."
      errors={errors}
    >
      <div className="mt-1">
        {incidents.map(({ id, title }) => (
          <Tick key={id} type="checkbox" name="incidentIds" value={id} isChecked={typed.incidentIds.includes(id)}>
            {title}
          </Tick>
        ))}
      </div>
    </Group>
  )
}
