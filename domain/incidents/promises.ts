import type { PromiseMinutes } from '#db/schema/page'
import { isOver, type Impact, type IncidentStatus, type MaintenanceStatus } from '../status.ts'

export type { PromiseMinutes }

type OpenStatus = 'investigating' | 'identified' | 'monitoring'

const usual: Record<'critical' | 'other', Record<OpenStatus, number>> = {
  critical: { investigating: 10, identified: 10, monitoring: 30 },
  other: { investigating: 15, identified: 30, monitoring: 60 },
}

/**
 * Minutes within which the next update is promised unless a responder says otherwise, by what the
 * page's settings say and else by domain.md's table; null where an update asks for no promise (it ends
 * the incident, or belongs to a maintenance).
 */
export function defaultPromiseMinutes(
  impact: Impact,
  status: IncidentStatus | MaintenanceStatus,
  settings: PromiseMinutes,
): number | null {
  if (status === 'resolved' || isOver(status)) return null
  if (status !== 'investigating' && status !== 'identified' && status !== 'monitoring') return null
  // An incident that only sets components to maintenance hurts as little as one without impact.
  const ofImpact = settings[impact === 'maintenance' ? 'none' : impact]
  return ofImpact?.[status] ?? usual[impact === 'critical' ? 'critical' : 'other'][status]
}

export interface PromiseState {
  by: number
  /** Milliseconds by which it is missed; 0 while it can still be kept. */
  missedByMs: number
}

/** What the page says of the newest update's promise at an instant; null where none was made. */
export function promiseAt(nextUpdateBy: number | null, now: number): PromiseState | null {
  if (nextUpdateBy === null) return null
  return { by: nextUpdateBy, missedByMs: Math.max(0, now - nextUpdateBy) }
}
