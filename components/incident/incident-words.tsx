import type { AffectedComponent } from '#domain/public/incidents'
import { impactWords, statusOf, updateWords, type Impact, type State } from '#domain/status'

interface Told {
  kind: 'incident' | 'maintenance'
  status: keyof typeof updateWords
  isOver: boolean
  impact: Impact
  falseAlarm: { at: number; reason: string } | null
}

/** The state whose shape and colour stand for an incident's impact; none at all is a dash. */
export function impactState(impact: Impact): State {
  return impact === 'none' ? 'no_data' : statusOf(impact)
}

/** An incident's impact in words, or that it was a false alarm. */
export function impactLabel({ impact, falseAlarm, kind }: Told): string {
  if (falseAlarm) return 'False alarm'
  if (impact === 'none') return kind === 'incident' ? 'Incident without impact' : 'Maintenance without impact'
  return impactWords[impact]
}

/** The state of the incident itself: over and well, called off, or as bad as its impact. */
export function ownState({ isOver, status, impact }: Told): State {
  if (!isOver) return impactState(impact)
  return status === 'cancelled' ? 'no_data' : 'operational'
}

/** How far an incident is, in a word. */
export function progressLabel({ status }: Told): string {
  return updateWords[status]
}

/** The names of the affected components, the worst hit first. */
export function namesOf(components: readonly AffectedComponent[]): string {
  return components.map((component) => component.name).join(', ')
}
