import type { ToldIncident } from '../status-api/incidents.ts'
import { markupOfInstant, markupOfPlan } from '../status-api/shown-times.ts'
import { newsOf, type ToldPage } from '../status-api/status-api.ts'
import type { Times } from '../status-api/times.ts'
import type { ToldStatus } from '../status-api/updates.ts'

export interface FeedEntry {
  id: string
  url: string
  title: string
  /** HTML. */
  content: string
  publishedAt: number
  updatedAt: number
  /** When a maintenance is to end; null for anything else. */
  endsAt: number | null
  /** The status and the impact, as the Status API names them. */
  tags: string[]
}

/** An incident with all of its updates, in the markup of Statuspage's feeds, which bots take apart. */
export function incidentEntry(page: ToldPage, incident: ToldIncident): FeedEntry {
  const { plan, updates } = incident
  const isPlanned = plan !== null && incident.status === 'scheduled'
  const notice = isPlanned
    ? [`<p><strong>THIS IS A SCHEDULED EVENT ${markupOfPlan(plan.from, plan.until, page.times)}</strong></p>`]
    : []
  return {
    id: `${tagOf(page)}:Incident/${incident.number}`,
    url: `${page.url}/incidents/${incident.id}`,
    title: incident.name,
    content: [...notice, ...updates.map((_, index) => paragraphOf(incident, index, page.times))].join(' '),
    publishedAt: isPlanned ? plan.from : newsOf(incident),
    updatedAt: incident.updatedAt,
    endsAt: plan?.until ?? null,
    tags: [incident.status, incident.impact],
  }
}

/** One of an incident's updates as an entry of its own, for the feed of that incident. */
export function updateEntry(page: ToldPage, incident: ToldIncident, index: number): FeedEntry {
  const update = incident.updates[index] as ToldIncident['updates'][number]
  return {
    id: `${tagOf(page)}:IncidentUpdate/${update.id}`,
    url: `${page.url}/incidents/${incident.id}#update-${update.id}`,
    title: `${labelOf(incident, index)}: ${incident.name}`,
    content: paragraphOf(incident, index, page.times),
    publishedAt: update.displayAt,
    updatedAt: update.updatedAt,
    endsAt: incident.plan?.until ?? null,
    tags: [update.status, incident.impact],
  }
}

function tagOf(page: ToldPage): string {
  return `tag:${new URL(page.url).hostname},2005`
}

function paragraphOf(incident: ToldIncident, index: number, times: Times): string {
  const { displayAt, body } = incident.updates[index] as ToldIncident['updates'][number]
  const shown = `<small>${markupOfInstant(displayAt, times)}</small><br>`
  return `<p> ${shown} <strong>${labelOf(incident, index)}</strong> - ${body.replace(/\r?\n/g, '<br />')} </p>`
}

const labels: Record<ToldStatus, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  postmortem: 'Postmortem',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
}

/** "Update" where the status is that of the update before. */
function labelOf({ updates }: ToldIncident, index: number): string {
  const status = updates[index]?.status ?? 'investigating'
  return updates[index + 1]?.status === status ? 'Update' : labels[status]
}
