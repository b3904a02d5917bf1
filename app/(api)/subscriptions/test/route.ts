import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { askForTest } from '#domain/subscriptions/test-messages'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** Whoever looks after a webhook, a chat or a browser tries whether messages arrive. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    askForTest(db, key, tokenOf(form), origin, now)
    return linkPath('manage', form, { done: 'tested' })
  },
  { returnsTo: (form, key) => linkPath('manage', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
