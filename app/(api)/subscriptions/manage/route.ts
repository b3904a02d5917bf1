import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { changeSubscription } from '#domain/subscriptions/subscribing'
import { choicesOf } from '../choices-form.ts'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** Somebody changes what they hear. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    changeSubscription(db, key, { token: tokenOf(form), choices: choicesOf(form) }, origin, now)
    return linkPath('manage', form, { done: 'changed' })
  },
  { returnsTo: (form, key) => linkPath('manage', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
