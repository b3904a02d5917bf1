import { config } from '#config'
import { endpoint } from '#app/doors/endpoint'

export const dynamic = 'force-dynamic'

/** Everything public may be found. */
export const GET = endpoint(
  () =>
    new Response(`User-agent: *\nDisallow: /admin\n\nSitemap: ${config().url}/sitemap.xml\n`, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
    }),
)
