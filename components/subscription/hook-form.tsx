import type { SubscribePage } from '#domain/public/subscribe-page'
import { control, described, FormProblems, mainButton, Notes } from './fields.tsx'
import { ExtentFields } from './manner-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'
import type { FieldErrors, TypedChoices } from './typed-choices.tsx'

interface HookFormProps {
  subscribe: SubscribePage
  typed: TypedChoices
  /** Whether this page can send mails at present: the contact of a program's webhook is asked by one. */
  sendsMail: boolean
  /** What was typed of the address and of the contact. */
  url?: string
  contact?: string
  message?: string | null
  errors?: FieldErrors
}

/** Asks for news at an address of the web: a chat's incoming webhook, or one of a program. */
export function HookForm({
  subscribe,
  typed,
  sendsMail,
  url = '',
  contact = '',
  message = null,
  errors = {},
}: HookFormProps) {
  const { incident, ...offered } = subscribe
  return (
    <>
      {!sendsMail && <ChatsOnly />}
      <form
        method="post"
        action="/subscriptions/webhook"
        className="group/scope mt-6 rounded-panel border border-line bg-panel p-4.5 sm:p-6"
      >
        <FormProblems message={message} errors={errors} />
        <div>
          <label htmlFor="url" className="font-semibold">
            Address of the webhook
          </label>
          <Notes
            name="url"
            hint={`Slack, Discord and Microsoft Teams make one under “Incoming webhooks”.${sendsMail ? ' Any other address gets JSON by POST.' : ''}`}
            errors={errors}
          />
          <input
            id="url"
            name="url"
            type="url"
            inputMode="url"
            autoComplete="off"
            required
            maxLength={2_000}
            defaultValue={url}
            className={control}
            {...described('url', errors, true)}
          />
        </div>
        {sendsMail && <Contact contact={contact} errors={errors} />}
        <ScopeFields offered={offered} incident={incident} typed={typed} errors={errors} />
        <details className="mt-6 border-t border-line pt-3">
          <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">What of it</summary>
          <ExtentFields typed={typed} errors={errors} />
        </details>
        <button className={`mt-6 ${mainButton}`}>Ask to confirm</button>
      </form>
    </>
  )
}

/** Said before anybody types. */
function ChatsOnly() {
  return (
    <p className="mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5">
      This page sends no e-mail at present, and the contact of a program’s webhook is asked by mail: so only chats can
      be added now. A chat is asked in the chat itself.
    </p>
  )
}

function Contact({ contact, errors }: { contact: string; errors: FieldErrors }) {
  return (
    <div className="mt-6">
      <label htmlFor="contact" className="font-semibold">
        Your e-mail address
      </label>
      <Notes
        name="contact"
        hint="For a program’s webhook: it gets the link to confirm, and a mail when the webhook fails. A chat is asked in the chat itself; leave it empty."
        errors={errors}
      />
      <input
        id="contact"
        name="contact"
        type="email"
        autoComplete="email"
        maxLength={254}
        defaultValue={contact}
        className={control}
        {...described('contact', errors, true)}
      />
    </div>
  )
}
