import type { State } from '#domain/status'

/** A state's colour for words and shapes. */
export const stateText: Record<State, string> = {
  operational: 'text-operational',
  under_maintenance: 'text-maintenance',
  degraded_performance: 'text-degraded',
  partial_outage: 'text-partial',
  major_outage: 'text-major',
  no_data: 'text-no-data',
}

/** The quiet ground behind a state's words. */
export const stateTint: Record<State, string> = {
  operational: 'bg-operational-tint',
  under_maintenance: 'bg-maintenance-tint',
  degraded_performance: 'bg-degraded-tint',
  partial_outage: 'bg-partial-tint',
  major_outage: 'bg-major-tint',
  no_data: 'bg-no-data-tint',
}

/** The edge of a panel that tells of a state. */
export const stateEdge: Record<State, string> = {
  operational: 'border-l-operational-bar',
  under_maintenance: 'border-l-maintenance',
  degraded_performance: 'border-l-degraded',
  partial_outage: 'border-l-partial',
  major_outage: 'border-l-major',
  no_data: 'border-l-no-data',
}
