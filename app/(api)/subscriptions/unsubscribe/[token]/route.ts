import { oneClickForm } from '#app/doors/public-form'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { leave } from '#domain/subscriptions/subscribing'

export const dynamic = 'force-dynamic'

/** The button of a mail program (RFC 8058). */
export const POST = oneClickForm(({ db, key, origin, now }, token) =>
  leave(db, key, { use: 'unsubscribe', token }, origin, now),
)

/** A person who follows the same address is asked first. */
export const GET = redirectEndpoint(
  ({ path }) => Promise.resolve({ goTo: `/subscriptions/leave/${path.slice(path.lastIndexOf('/') + 1)}` }),
  '/subscribe',
)
