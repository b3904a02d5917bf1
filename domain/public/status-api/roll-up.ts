import { worstStatus, type ComponentStatus, type Impact } from '../../status.ts'

export type Indicator = 'none' | 'maintenance' | 'minor' | 'major' | 'critical'

/** The page in a word and a line, in Statuspage's words. */
export interface RollUp {
  indicator: Indicator
  description: string
}

const order: readonly Indicator[] = ['none', 'maintenance', 'minor', 'major', 'critical']

const operational: RollUp = { indicator: 'none', description: 'All Systems Operational' }
const maintenance: RollUp = { indicator: 'maintenance', description: 'Service Under Maintenance' }
const partlyDegraded: RollUp = { indicator: 'minor', description: 'Partially Degraded Service' }
const minorOutage: RollUp = { indicator: 'minor', description: 'Minor Service Outage' }
const partialOutage: RollUp = { indicator: 'major', description: 'Partial System Outage' }
const majorOutage: RollUp = { indicator: 'critical', description: 'Major System Outage' }

/** A page of one component, and one all of whose components have the same status. */
const whole: Record<ComponentStatus, RollUp> = {
  operational,
  under_maintenance: maintenance,
  degraded_performance: { indicator: 'minor', description: 'Degraded System Service' },
  partial_outage: partialOutage,
  major_outage: majorOutage,
}

/** A page on which only some components are as bad as that. */
const some: Record<ComponentStatus, RollUp> = {
  operational,
  under_maintenance: maintenance,
  degraded_performance: partlyDegraded,
  partial_outage: minorOutage,
  major_outage: partialOutage,
}

const ofImpact: Record<Impact, RollUp> = {
  none: operational,
  maintenance,
  minor: minorOutage,
  major: partialOutage,
  critical: majorOutage,
}

/**
 * Statuspage's top-level status: what the components add up to, or the worst open incident where that
 * is worse. A single component in trouble among several counts as two do.
 */
export function rollUp(statuses: readonly ComponentStatus[], openImpacts: readonly Impact[]): RollUp {
  const candidates = [ofComponents(statuses), ...openImpacts.map((impact) => ofImpact[impact])]
  return candidates.reduce((worst, next) => (severityOf(next) > severityOf(worst) ? next : worst))
}

function ofComponents(statuses: readonly ComponentStatus[]): RollUp {
  const worst = worstStatus(statuses)
  if (statuses.length === 1) return worst === 'degraded_performance' ? partlyDegraded : whole[worst]
  return statuses.every((status) => status === worst) ? whole[worst] : some[worst]
}

function severityOf({ indicator }: RollUp): number {
  return order.indexOf(indicator)
}
