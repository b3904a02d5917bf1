import { componentObjects, incidentObject, maintenanceObject, pageObject, type PageAndComponents } from './objects.ts'
import { rollUp } from './roll-up.ts'
import type { ComponentObject, StatusApiDocument } from './schemas.ts'
import type { IncidentList, StatusApi } from './status-api.ts'

/** The Status API's documents, each a pure function of the page's read. */

/** `summary.json`: all components, what is unresolved, and what is planned or in progress. */
export function summaryDocument(api: StatusApi): StatusApiDocument<'summary.json'> {
  const maintenances = [...api.activeMaintenances, ...api.plannedMaintenances]
  return {
    page: pageObject(api.page),
    components: componentObjects(api),
    incidents: api.open.map((incident) => incidentObject(api, incident)),
    scheduled_maintenances: maintenances.map((maintenance) => maintenanceObject(api, maintenance)),
    status: statusOf(api),
  }
}

/** `status.json`: the page in a word and a line. */
export function statusDocument(api: StatusApi): StatusApiDocument<'status.json'> {
  return { page: pageObject(api.page), status: statusOf(api) }
}

/** `components.json`. */
export function componentsDocument(api: PageAndComponents): StatusApiDocument<'components.json'> {
  return { page: pageObject(api.page), components: componentObjects(api) }
}

/** `components/<id>.json`, of a component or a group; null where the page shows none with that id. */
export function componentDocument(api: PageAndComponents, id: string) {
  const component = componentObjects(api).find((one: ComponentObject) => one.id === id)
  return component ? { page: pageObject(api.page), component } : null
}

/** `incidents.json`: the 50 newest, resolved ones too. */
export function incidentsDocument(list: IncidentList): StatusApiDocument<'incidents.json'> {
  return { page: pageObject(list.page), incidents: list.listed.map((incident) => incidentObject(list, incident)) }
}

/** `incidents/unresolved.json`. */
export function unresolvedIncidentsDocument(api: StatusApi): StatusApiDocument<'incidents/unresolved.json'> {
  return { page: pageObject(api.page), incidents: api.open.map((incident) => incidentObject(api, incident)) }
}

/** `scheduled-maintenances.json`: the 50 newest, completed ones too. */
export function maintenancesDocument(list: IncidentList): StatusApiDocument<'scheduled-maintenances.json'> {
  return maintenancesOf(list, list.listed)
}

/** `scheduled-maintenances/upcoming.json`. */
export function upcomingMaintenancesDocument(
  api: StatusApi,
): StatusApiDocument<'scheduled-maintenances/upcoming.json'> {
  return maintenancesOf(api, api.plannedMaintenances)
}

/** `scheduled-maintenances/active.json`. */
export function activeMaintenancesDocument(api: StatusApi): StatusApiDocument<'scheduled-maintenances/active.json'> {
  return maintenancesOf(api, api.activeMaintenances)
}

function maintenancesOf(api: PageAndComponents, maintenances: IncidentList['listed']) {
  return {
    page: pageObject(api.page),
    scheduled_maintenances: maintenances.map((maintenance) => maintenanceObject(api, maintenance)),
  }
}

function statusOf({ components, open }: StatusApi) {
  const listed = [...components.ungrouped, ...components.groups.flatMap((group) => group.components)]
  return rollUp(
    listed.map((component) => component.status),
    open.map((incident) => incident.impact),
  )
}
