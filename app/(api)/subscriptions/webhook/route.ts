import { subscriptionVault } from '#auth/subscription-vault'
import { config } from '#config'
import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { askByHook } from '#domain/subscriptions/hooks'
import { choicesOf } from '../choices-form.ts'

export const dynamic = 'force-dynamic'

/** Somebody asks for news at an address of the web. */
export const POST = publicForm(
  ({ db, origin, now }, form) => {
    const asked = { url: form.get('url') ?? '', contact: form.get('contact') ?? '', choices: choicesOf(form) }
    askByHook(db, { vault: subscriptionVault, sendsMail: config().smtpUrl !== null }, asked, origin, now)
    return '/subscribe/asked'
  },
  { returnsTo: (_form, key) => `/subscriptions/new/${key}`, isCounted: true },
)

export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe/webhook' }), '/subscribe/webhook')
