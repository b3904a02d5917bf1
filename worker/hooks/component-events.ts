import type { Db } from '#domain/database'
import { importedId } from '#domain/identity'
import type { IncidentNews } from '#domain/outbox/news'
import { statusDocument } from '#domain/public/status-api/documents'
import { readToldIncident } from '#domain/public/status-api/incident-document'
import { componentObject } from '#domain/public/status-api/objects'
import { readStatusApi } from '#domain/public/status-api/status-api'
import type { Choices } from '#domain/subscriptions/choices'
import type { Links } from './webhook-payload.ts'

/** That the status of a component changed, in Statuspage's keys: it sends one beside the incident's own message. */
export interface ComponentEvent {
  /** Of the change: the same however often it is told. */
  id: string
  name: string
  payload: unknown
}

interface Change {
  componentId: string
  oldStatus: string
  newStatus: string
  updateId: string
  at: number
}

/**
 * What the news of an incident changed in the components that a webhook covers, one event for each: what
 * changed several times in it, and waited, is told from its first status to its last.
 */
export function componentEvents(
  db: Db,
  news: IncidentNews,
  { links, choices }: { links: Links; choices: Choices },
  now: number,
): ComponentEvent[] {
  const told = readToldIncident(db, news.incident.id, links.url, now)
  if (!told || 'forwardTo' in told) return []
  const api = readStatusApi(db, links.url, now)
  const { page, status } = statusDocument(api)
  const { stamp } = api.page.times
  const updateIds = news.news.map(({ update }) => update?.id)
  const oldestFirst = told.incident.updates.filter(({ id }) => updateIds.includes(id)).reverse()
  const changes = oldestFirst.flatMap(({ id, displayAt, changes: own }) =>
    own.map((change): Change => ({ ...change, updateId: id, at: displayAt })),
  )
  return summed(changes).flatMap(({ componentId, oldStatus, newStatus, updateId, at }) => {
    const component = told.components.known.get(componentId)
    if (!component || component.isArchived || !covers(choices, component)) return []
    const id = importedId(updateId, `component/${componentId}`)
    const payload = {
      meta: { unsubscribe: links.manage, documentation: `${links.url}/api`, generated_at: stamp(now) },
      page: { id: page.id, status_indicator: status.indicator, status_description: status.description },
      component: componentObject(api.page, component),
      component_update: {
        old_status: oldStatus,
        new_status: newStatus,
        created_at: stamp(at),
        component_type: 'Component',
        id,
        component_id: componentId,
      },
    }
    return [{ id, name: component.name, payload }]
  })
}

/** One change for each component, by the newest that changed it; what is as it was is none. */
function summed(oldestFirst: readonly Change[]): Change[] {
  const all = new Map<string, Change>()
  for (const change of oldestFirst) {
    const { oldStatus } = all.get(change.componentId) ?? change
    all.set(change.componentId, { ...change, oldStatus })
  }
  return [...all.values()].filter(({ oldStatus, newStatus }) => oldStatus !== newStatus)
}

function covers(
  { coversPage, componentIds, groupIds }: Choices,
  { id, groupId }: { id: string; groupId: string | null },
): boolean {
  return coversPage || componentIds.includes(id) || (groupId !== null && groupIds.includes(groupId))
}
