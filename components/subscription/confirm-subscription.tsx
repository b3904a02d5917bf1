import type { Choices } from '#domain/subscriptions/choices'
import { PageTitle } from '../page-title.tsx'
import { ChoiceLines, type Offered } from './choice-lines.tsx'
import { FormProblems, mainButton } from './fields.tsx'

interface ConfirmSubscriptionProps {
  token: string
  /** Half hidden. */
  address: string
  choices: Choices
  offered: Offered
  /** Whether the address gets mails already. */
  isAddition: boolean
  problem: string | null
}

/** Asks an address's owner for a yes to what somebody asked for in its name. */
export function ConfirmSubscription({
  token,
  address,
  choices,
  offered,
  isAddition,
  problem,
}: ConfirmSubscriptionProps) {
  return (
    <>
      <PageTitle>Confirm your address</PageTitle>
      <p className="mt-3">
        {`Somebody, most likely you, asked for news of ${offered.page.name} for `}
        <span className="inline-block">{`${address}.`}</span>
      </p>
      <form
        method="post"
        action="/subscriptions/confirm"
        className="mt-6 rounded-panel border border-line bg-panel p-4.5 sm:p-6"
      >
        <FormProblems message={problem} errors={{}} />
        <h2 className="text-section font-semibold">What was asked for</h2>
        <ChoiceLines choices={choices} offered={offered} />
        <input type="hidden" name="token" value={token} />
        <button className={`mt-6 ${mainButton}`}>Yes, send me updates</button>
      </form>
      <p className="mt-4 text-note text-muted">
        {isAddition
          ? 'It was not you? Do nothing: without your yes what you hear stays as it is.'
          : 'It was not you? Do nothing: without your yes nothing is sent, and the address is deleted after seven days.'}
      </p>
    </>
  )
}
