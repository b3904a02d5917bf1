import { config } from '#config'
import { endpoint } from '#app/doors/endpoint'
import { connection } from '#db/connection'
import { listSitemapEntries } from '#domain/public/sitemap'

export const dynamic = 'force-dynamic'

/** Every public page by its address (sitemaps.org, protocol 0.9). */
export const GET = endpoint(() => {
  const urls = listSitemapEntries(connection()).map(
    ({ path, changedAt }) =>
      `<url><loc>${escapeXml(config().url + path)}</loc><lastmod>${new Date(changedAt).toISOString()}</lastmod></url>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
  return new Response(xml, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=600' },
  })
})

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
