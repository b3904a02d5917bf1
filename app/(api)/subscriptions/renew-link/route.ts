import { config } from '#config'
import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { renewOwnLinks } from '#domain/subscriptions/own-links'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** Somebody whose mail was forwarded has a new link made. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    renewOwnLinks(db, { key, sendsMail: config().smtpUrl !== null }, tokenOf(form), origin, now)
    return '/subscribe/renewed'
  },
  { returnsTo: (form, key) => linkPath('manage', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
