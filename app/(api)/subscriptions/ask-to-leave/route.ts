import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { askToLeave } from '#domain/subscriptions/subscribing'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** Somebody with a link that stands in each mail wants to leave: the mailbox is asked. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    askToLeave(db, key, tokenOf(form), origin, now)
    return linkPath('manage', form, { done: 'leave' })
  },
  { returnsTo: (form, key) => linkPath('manage', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
