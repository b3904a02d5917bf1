import { subscriptionVault } from '#auth/subscription-vault'
import { config } from '#config'
import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { linkToken } from '#domain/subscriptions/links'
import { subscribeByPush } from '#domain/subscriptions/push'
import { choicesOf } from '../choices-form.ts'

export const dynamic = 'force-dynamic'

/** A browser subscribes, with the address that its push service gave it; its own page is where it is led. */
export const POST = publicForm(
  ({ db, key, origin, now }, form) => {
    const given = {
      endpoint: form.get('endpoint') ?? '',
      p256dh: form.get('p256dh') ?? '',
      auth: form.get('auth') ?? '',
    }
    const settings = { vault: subscriptionVault, allowsPrivate: config().allowsPrivateTargets }
    const row = subscribeByPush(db, settings, { ...given, choices: choicesOf(form) }, origin, now)
    return `/subscriptions/manage/${linkToken(key, 'manage', row)}?done=subscribed`
  },
  { returnsTo: (_form, key) => `/subscriptions/new/${key}`, isCounted: true },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe/push' }), '/subscribe/push')
