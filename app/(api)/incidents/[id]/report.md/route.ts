import { config } from '#config'
import { endpoint } from '#app/doors/endpoint'
import { connection } from '#db/connection'
import { readReportMarkdown } from '#domain/public/report-markdown'

export const dynamic = 'force-dynamic'

/** An incident's follow-up report as a Markdown file. */
export const GET = endpoint((request) => {
  const id = decodeURIComponent(new URL(request.url).pathname.split('/')[2] ?? '')
  const found = readReportMarkdown(connection(), id, (path) => config().url + path, Date.now())
  if (!found) return text('There is no follow-up report of this incident.\n', 404, 'text/plain')
  if ('forwardTo' in found) {
    return new Response(null, { status: 308, headers: { Location: `/incidents/${found.forwardTo}/report.md` } })
  }
  return text(found.markdown, 200, 'text/markdown')
})

function text(body: string, status: number, mediaType: string): Response {
  const headers = {
    'Content-Type': `${mediaType}; charset=utf-8`,
    'Cache-Control': 'public, max-age=0, must-revalidate',
  }
  return new Response(body, { status, headers })
}
