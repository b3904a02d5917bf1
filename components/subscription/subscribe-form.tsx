import type { SubscribePage } from '#domain/public/subscribe-page'
import { control, described, FormProblems, mainButton, Notes } from './fields.tsx'
import { MannerFields } from './manner-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'
import type { FieldErrors, TypedChoices } from './typed-choices.tsx'

interface SubscribeFormProps {
  subscribe: SubscribePage
  typed: TypedChoices
  message?: string | null
  errors?: FieldErrors
  /** Open from the start where something in it was typed or is wrong. */
  isMannerOpen?: boolean
}

/** Asks for news by mail: a plain form, the few fields first that nobody can do without. */
export function SubscribeForm({
  subscribe: { page, incident, ...offered },
  typed,
  message = null,
  errors = {},
  isMannerOpen = false,
}: SubscribeFormProps) {
  return (
    <form
      method="post"
      action="/subscriptions"
      className="group/scope mt-6 rounded-panel border border-line bg-panel p-4.5 sm:p-6"
    >
      <FormProblems message={message} errors={errors} />
      <div>
        <label htmlFor="email" className="font-semibold">
          Your e-mail address
        </label>
        <Notes
          name="email"
          hint="You get a link to confirm it first. It is used for this page’s news and nothing else."
          errors={errors}
        />
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={typed.email}
          className={control}
          {...described('email', errors, true)}
        />
      </div>
      <ScopeFields offered={offered} incident={incident} typed={typed} errors={errors} />
      <details open={isMannerOpen} className="mt-6 border-t border-line pt-3">
        <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">What and how often</summary>
        <MannerFields typed={typed} errors={errors} timeZone={page.timeZone} />
      </details>
      <button className={`mt-6 ${mainButton}`}>Send me the link to confirm</button>
    </form>
  )
}
