import { config } from '#config'
import { publicForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { DomainError } from '#domain/errors'
import { askByEmail } from '#domain/subscriptions/subscribing'
import { choicesOf } from './choices-form.ts'

export const dynamic = 'force-dynamic'

/** Somebody asks for news by mail. */
export const POST = publicForm(
  ({ db, origin, now }, form) => {
    if (config().smtpUrl === null) throw new DomainError('conflict', 'This page sends no e-mail at present.')
    askByEmail(db, { email: form.get('email') ?? '', choices: choicesOf(form) }, origin, now)
    return '/subscribe/sent'
  },
  {
    returnsTo: (_form, key) => `/subscriptions/new/${key}`,
    isCounted: true,
  },
)

/** Whoever asks again for where a form was sent to. */
export const GET = redirectEndpoint(() => Promise.resolve({ goTo: '/subscribe' }), '/subscribe')
