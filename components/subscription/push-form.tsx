import type { SubscribePage } from '#domain/public/subscribe-page'
import { FormProblems, mainButton } from './fields.tsx'
import { ExtentFields } from './manner-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'
import type { FieldErrors, TypedChoices } from './typed-choices.tsx'

interface PushFormProps {
  subscribe: SubscribePage
  typed: TypedChoices
  /** By which the push service knows this page. */
  publicKey: string
  message?: string | null
  errors?: FieldErrors
}

/**
 * Has the reader's browser show news as messages. Only public/push.js can ask it for an address: the part
 * that fits is shown by it (`data-push` names the states in which each is), and without it the first.
 */
export function PushForm({ subscribe, typed, publicKey, message = null, errors = {} }: PushFormProps) {
  const { incident, ...offered } = subscribe
  return (
    <>
      <p data-push="scriptless" className={said}>
        Only a browser that runs scripts can show such messages, and scripts don’t run here.
      </p>
      <p data-push="unsupported" hidden className={said}>
        This browser can’t show messages from this page. It may be too old, in a private window, or the page was opened
        without encryption.
      </p>
      <div data-push="denied" hidden role="alert" className={said}>
        <p className="font-semibold">This browser doesn’t let the page show messages.</p>
        <p>
          Nothing was subscribed. Allow notifications in the browser’s settings of this site, then load the page again.
        </p>
      </div>
      <div data-push="subscribed" hidden className={said}>
        <p className="font-semibold">This browser is subscribed.</p>
        <p>
          <a data-change href="/subscribe" className="inline-flex min-h-11 items-center">
            Change what it hears
          </a>
        </p>
        <form method="post" action="/subscriptions/leave" data-stop="">
          <input type="hidden" name="token" />
          <button className="min-h-11 rounded-control border border-major bg-panel px-4 py-2 font-medium text-major hover:underline">
            Stop the messages
          </button>
        </form>
      </div>
      <form
        method="post"
        action="/subscriptions/push"
        data-push="form"
        data-key={publicKey}
        hidden
        className="group/scope mt-6 rounded-panel border border-line bg-panel p-4.5 sm:p-6"
      >
        <FormProblems message={message} errors={errors} />
        {['endpoint', 'p256dh', 'auth', 'timeZone'].map((name) => (
          <input key={name} type="hidden" name={name} />
        ))}
        <ScopeFields offered={offered} incident={incident} typed={typed} errors={errors} />
        <details className="mt-6 border-t border-line pt-3">
          <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">What of it</summary>
          <ExtentFields typed={typed} errors={errors} />
        </details>
        <button className={`mt-6 ${mainButton}`}>Show me messages</button>
        <p className="mt-2 text-note text-muted">The browser asks whether the page may.</p>
      </form>
      <p data-push="asking" hidden role="status" className="mt-3">
        Asking the browser…
      </p>
      <p data-push="failed" hidden role="alert" className={said}>
        The browser got no address from its push service, or the page didn’t answer. Nothing was subscribed. Try again
        in a moment.
      </p>
      <script src="/push.js" defer />
    </>
  )
}

const said = 'mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5'
