import { endpoint } from '#app/doors/endpoint'
import { connection } from '#db/connection'
import { readLogo } from '#domain/public/logo'

export const dynamic = 'force-dynamic'

/** A drawing may hold styles of its own; opened by itself, it may do nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"

/** The page's logo. Under the address that pages give it, it never changes, so that browsers may keep it. */
export const GET = endpoint((request) => {
  const logo = readLogo(connection())
  if (!logo) {
    return new Response('This page has no logo.\n', {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
    })
  }
  const isThisVersion = new URL(request.url).searchParams.get('v') === String(logo.updatedAt)
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      'Content-Type': logo.mediaType,
      'Content-Security-Policy': policy,
      'Cache-Control': isThisVersion ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    },
  })
})
