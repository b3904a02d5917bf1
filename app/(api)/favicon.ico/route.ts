import { endpoint } from '#app/doors/endpoint'

export const dynamic = 'force-dynamic'

/** Asked for by what reads no HTML; the icon itself is a drawing. */
export const GET = endpoint(
  () =>
    new Response(null, { status: 302, headers: { Location: '/favicon.svg', 'Cache-Control': 'public, max-age=3600' } }),
)
