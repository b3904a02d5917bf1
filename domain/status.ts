import type { componentStatuses, criticalities } from '#db/schema/components'
import type { impacts, incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'

export type ComponentStatus = (typeof componentStatuses)[number]
export type Criticality = (typeof criticalities)[number]
export type IncidentStatus = (typeof incidentStatuses)[number]
export type MaintenanceStatus = (typeof maintenanceStatuses)[number]
export type Impact = (typeof impacts)[number]
/** What a customer is shown: a component's status, or that nothing can be said. */
export type State = ComponentStatus | 'no_data'

const severity: Record<ComponentStatus, number> = {
  operational: 0,
  under_maintenance: 1,
  degraded_performance: 2,
  partial_outage: 3,
  major_outage: 4,
}

/** How bad a status is: 0 (operational) to 4 (major outage). */
export function severityOf(status: ComponentStatus): number {
  return severity[status]
}

/** The worst of some statuses; operational where there are none. */
export function worstStatus(statuses: Iterable<ComponentStatus>): ComponentStatus {
  let worst: ComponentStatus = 'operational'
  for (const status of statuses) if (severity[status] > severity[worst]) worst = status
  return worst
}

const impactOfStatus: Record<ComponentStatus, Impact> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
}

const statusOfImpact: Record<Impact, ComponentStatus> = {
  none: 'operational',
  maintenance: 'under_maintenance',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
}

/** The impact that the worst window of an incident gives it. */
export function impactOf(statuses: Iterable<ComponentStatus>): Impact {
  return impactOfStatus[worstStatus(statuses)]
}

/** The component status that is as bad as an impact, for colour, shape and comparison. */
export function statusOf(impact: Impact): ComponentStatus {
  return statusOfImpact[impact]
}

export const statusWords: Record<State, string> = {
  operational: 'Operational',
  under_maintenance: 'Under maintenance',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
  no_data: 'No data',
}

/** How an incident and a maintenance go on, in their order. */
export const incidentProgress = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
] as const satisfies readonly IncidentStatus[]
export const maintenanceProgress = [
  'scheduled',
  'in_progress',
  'verifying',
  'completed',
  'cancelled',
] as const satisfies readonly MaintenanceStatus[]

export const impactWords: Record<Impact, string> = {
  none: 'No impact',
  maintenance: 'Maintenance',
  minor: 'Minor incident',
  major: 'Major incident',
  critical: 'Critical incident',
}

export const updateWords: Record<IncidentStatus | MaintenanceStatus | 'postmortem', string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  postmortem: 'Follow-up report',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
  cancelled: 'Cancelled',
}

/** Whether an incident or maintenance with this status is over. */
export function isOver(status: IncidentStatus | MaintenanceStatus): boolean {
  return status === 'resolved' || status === 'completed' || status === 'cancelled'
}
