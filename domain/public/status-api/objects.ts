import type { ToldComponent, ToldComponents, ToldGroup } from './components.ts'
import type { ToldIncident } from './incidents.ts'
import type {
  ComponentObject,
  IncidentObject,
  MaintenanceObject,
  PageObject,
  SingleComponentObject,
  UpdateObject,
} from './schemas.ts'
import type { StatusApi, ToldPage } from './status-api.ts'
import type { ToldUpdate } from './updates.ts'

/** The Status API's objects, each with its keys in Statuspage's order and none beside them. */

export type PageAndComponents = Pick<StatusApi, 'page' | 'components'>

export function pageObject(page: ToldPage): PageObject {
  return {
    id: page.id,
    name: page.name,
    url: page.url,
    time_zone: page.timeZone,
    updated_at: page.times.stamp(page.updatedAt),
  }
}

/** All components in the order of the page, each group followed by its own. */
export function componentObjects({ page, components }: PageAndComponents): ComponentObject[] {
  return [
    ...components.ungrouped.map((component) => componentObject(page, component)),
    ...components.groups.flatMap((group) => [
      groupObject(page, group),
      ...group.components.map((component) => componentObject(page, component)),
    ]),
  ]
}

export function componentObject(page: ToldPage, component: ToldComponent): SingleComponentObject {
  const { times } = page
  return {
    id: component.id,
    name: component.name,
    status: component.status,
    created_at: times.stamp(component.createdAt),
    updated_at: times.stamp(component.updatedAt),
    position: component.position,
    description: component.description,
    showcase: component.showsUptime,
    start_date: times.date(component.startsAt),
    group_id: component.groupId,
    page_id: page.id,
    group: false,
    only_show_if_degraded: component.onlyShownIfDegraded,
  }
}

export function groupObject(page: ToldPage, group: ToldGroup): ComponentObject {
  return {
    id: group.id,
    name: group.name,
    status: group.status,
    created_at: page.times.stamp(group.createdAt),
    updated_at: page.times.stamp(group.updatedAt),
    position: group.position,
    description: group.description,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: page.id,
    group: true,
    only_show_if_degraded: false,
    components: group.components.map((component) => component.id),
  }
}

export function incidentObject(api: PageAndComponents, incident: ToldIncident): IncidentObject {
  // An incident is told in the statuses of incidents only, and a maintenance in those of maintenances.
  return { ...commonFields(api, incident), reminder_intervals: null } as IncidentObject
}

export function maintenanceObject(api: PageAndComponents, maintenance: ToldIncident): MaintenanceObject {
  const { stamp } = api.page.times
  const { from, until } = maintenance.plan ?? { from: maintenance.startedAt, until: maintenance.startedAt }
  return {
    ...commonFields(api, maintenance),
    scheduled_for: stamp(from),
    scheduled_until: stamp(until),
  } as MaintenanceObject
}

function commonFields(api: PageAndComponents, incident: ToldIncident) {
  const { page, components } = api
  const { stamp } = page.times
  const named = new Set(incident.componentIds)
  return {
    id: incident.id,
    name: incident.name,
    status: incident.status,
    created_at: stamp(incident.createdAt),
    updated_at: stamp(incident.updatedAt),
    monitoring_at: incident.monitoringAt === null ? null : stamp(incident.monitoringAt),
    resolved_at: incident.resolvedAt === null ? null : stamp(incident.resolvedAt),
    impact: incident.impact,
    shortlink: `${page.url}/incidents/${incident.id}`,
    started_at: stamp(incident.startedAt),
    page_id: page.id,
    incident_updates: incident.updates.map((update) => updateObject(api, incident, update)),
    components: [...components.known.values()]
      .filter((component) => named.has(component.id))
      .map((component) => componentObject(page, component)),
  }
}

function updateObject(
  { page, components }: PageAndComponents,
  incident: ToldIncident,
  update: ToldUpdate,
): UpdateObject {
  const { stamp } = page.times
  const affected = update.changes.map(({ componentId, name, oldStatus, newStatus }) => ({
    code: componentId,
    name: fullName(components, componentId) ?? name,
    old_status: oldStatus,
    new_status: newStatus,
  }))
  return {
    id: update.id,
    status: update.status,
    body: update.body,
    incident_id: incident.id,
    created_at: stamp(update.createdAt),
    updated_at: stamp(update.updatedAt),
    display_at: stamp(update.displayAt),
    affected_components: affected.length > 0 ? affected : null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }
}

/** A component as updates name it: `Group - Child` where it stands in a group. */
function fullName({ known, groups }: ToldComponents, componentId: string): string | null {
  const component = known.get(componentId)
  if (!component) return null
  const group = groups.find(({ id }) => id === component.groupId)
  return group ? `${group.name} - ${component.name}` : component.name
}
