import type { ReactNode } from 'react'
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
  /** Whether it is a chat, which is asked in the chat where others are by mail. */
  isChat: boolean
  /** A webhook's or a chat's own part; null for mails. */
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
  isChat,
  hook,
  offered,
  unseen,
  typed,
  message,
  errors,
  done,
}: ManageSubscriptionProps) {
  return (
    <>
      <PageTitle>What you hear</PageTitle>
      <p className="mt-3">
        {`${hook ? 'News of' : 'Mails about'} ${offered.page.name} ${hook ? 'goes' : 'go'} to `}
        <span className="inline-block">{`${address}.`}</span>
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
        <MannerFields typed={typed} errors={errors} timeZone={offered.page.timeZone} />
        <button className={`mt-6 ${mainButton}`}>Save what I hear</button>
      </form>
      {hook}
      <Section title="Leave" id="leave">
        <p>{isChat ? chatLeaves : mailLeaves}</p>
        <form method="post" action="/subscriptions/ask-to-leave" className="mt-4">
          <input type="hidden" name="token" value={token} />
          <button className="min-h-11 rounded-control border border-major bg-panel px-4 py-2 font-medium text-major hover:underline">
            {isChat ? 'Ask in the chat' : 'Send me the mail to leave'}
          </button>
        </form>
      </Section>
    </>
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

const mailLeaves =
  'A mail may have been forwarded, so we ask the mailbox itself: you get a mail with a button. Pressing it ends all news and deletes the address.'
const chatLeaves =
  'Everybody in the chat has this link, so we ask there: a message with a button is posted. Pressing it ends all news and deletes the address.'

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
