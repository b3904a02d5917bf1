import { subscriptionVault } from '#auth/subscription-vault'
import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { rotateSecret } from '#domain/subscriptions/hooks'
import { linkPath, tokenOf } from '../link-paths.ts'

export const dynamic = 'force-dynamic'

/** A webhook's owner has a new signing secret made. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    rotateSecret(db, { key, vault: subscriptionVault }, { use: 'manage', token: tokenOf(form) }, origin, now)
    return linkPath('manage', form, { done: 'rotated' })
  },
  { returnsTo: (form, key) => linkPath('manage', form, { returned: key }) },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
