import { connection } from '#db/connection'
import { endpoint } from '#app/doors/endpoint'
import { previewAnswer } from '#app/doors/preview-answer'
import { impactLabel, ownState, progressLabel } from '#components/incident/incident-words'
import { instantWords, rangeWords } from '#components/instants'
import { readIncidentPage } from '#domain/public/incidents'
import { readPublicPage } from '#domain/public/status-page'

export const dynamic = 'force-dynamic'

/** How an incident stands, as a picture; an old id leads to the new one. */
export const GET = endpoint<{ id: string }>((_request, { id }) => {
  const now = Date.now()
  const [found, page] = [readIncidentPage(connection(), id, now), readPublicPage(connection())]
  if (!found) return Response.json({ error: 'not_found', message: 'There is no such incident.' }, { status: 404 })
  if ('forwardTo' in found) {
    return new Response(null, { status: 308, headers: { Location: `/incidents/${found.forwardTo}/og.png` } })
  }
  const { incident } = found
  const { startedAt, resolvedAt } = incident
  const clock = { now, timeZone: page.timeZone }
  return previewAnswer({
    pageName: page.name,
    state: ownState(incident),
    stateWords: `${progressLabel(incident)} · ${impactLabel(incident)}`,
    title: incident.title,
    time:
      resolvedAt === null
        ? `Since ${instantWords(startedAt, clock, 'full')}`
        : rangeWords(startedAt, resolvedAt, clock).join(' – '),
  })
})
