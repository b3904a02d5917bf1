import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { confirmSubscription } from '#domain/subscriptions/subscribing'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** An address's owner says yes. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    confirmSubscription(db, key, tokenOf(form), origin, now)
    return linkPath('confirm', form)
  },
  { returnsTo: (form, key) => linkPath('confirm', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
