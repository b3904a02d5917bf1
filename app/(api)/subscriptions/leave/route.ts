import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { findByLink } from '#domain/subscriptions/links'
import { leave } from '#domain/subscriptions/subscribing'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** The mailbox itself leaves, by the link that it alone was sent, or by the one in a mail's head; a browser by its own. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    const token = tokenOf(form)
    const use = (['unsubscribe', 'manage'] as const).find((one) => findByLink(db, key, one, token)) ?? 'leave'
    leave(db, key, { use, token }, origin, now)
    return '/subscribe/left'
  },
  { returnsTo: (form, key) => linkPath('leave', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
