import { severityOf, statusOf, worstStatus, type ComponentStatus, type Impact, type State } from './status.ts'

export interface HeadlineInput {
  components: readonly { name: string; status: ComponentStatus; since: number | null }[]
  /** Open public incidents; a maintenance counts through the components that it holds. */
  incidents: readonly { title: string; impact: Impact; startedAt: number }[]
  /** Null while the page is current; else the last instant at which it was confirmed. */
  staleSince: number | null
}

export interface Headline {
  state: State
  text: string
  /** When what the text says began; null where there is no trouble. */
  since: number | null
  /** What of the page is not affected, or else worth a second sentence. */
  detail: string | null
}

const singleWords: Record<ComponentStatus, string> = {
  operational: 'is operational',
  under_maintenance: 'is under maintenance',
  degraded_performance: 'has degraded performance',
  partial_outage: 'has a partial outage',
  major_outage: 'has a major outage',
}

const allWords: Record<ComponentStatus, string> = {
  operational: 'All systems operational',
  under_maintenance: 'All systems are under maintenance',
  degraded_performance: 'Degraded performance of all systems',
  partial_outage: 'Partial outage of all systems',
  major_outage: 'Major outage of all systems',
}

const someWords: Record<ComponentStatus, string> = {
  operational: 'operational',
  under_maintenance: 'under maintenance',
  degraded_performance: 'with degraded performance',
  partial_outage: 'with a partial outage',
  major_outage: 'with a major outage',
}

/** The page in one sentence: the worst of the components' statuses and of the open incidents' impacts. */
export function headline(input: HeadlineInput): Headline {
  const { components, incidents } = input
  if (input.staleSince !== null) {
    return { state: 'no_data', text: 'We can’t confirm the current status', since: input.staleSince, detail: null }
  }
  const affected = components.filter((component) => component.status !== 'operational')
  const worstComponent = worstStatus(affected.map((component) => component.status))
  const worstIncident = worstStatus(incidents.map((incident) => statusOf(incident.impact)))
  if (severityOf(worstIncident) > severityOf(worstComponent)) return incidentHeadline(input, worstIncident)
  if (affected.length > 0) return componentHeadline(components, affected, worstComponent)
  if (incidents.length > 0) return incidentHeadline(input, worstIncident)
  return { state: 'operational', text: allWords.operational, since: null, detail: null }
}

function componentHeadline(
  all: HeadlineInput['components'],
  affected: HeadlineInput['components'],
  worst: ComponentStatus,
): Headline {
  const atWorst = affected.filter((component) => component.status === worst)
  const since = earliest(atWorst.map((component) => component.since))
  const [first] = affected
  if (first && affected.length === 1 && all.length > 1) {
    return { state: worst, text: `${first.name} ${singleWords[worst]}`, since, detail: othersWords(all.length - 1) }
  }
  if (affected.length === all.length && affected.every((component) => component.status === worst)) {
    const text = first && all.length === 1 ? `${first.name} ${singleWords[worst]}` : allWords[worst]
    return { state: worst, text, since, detail: null }
  }
  const others = affected.length - atWorst.length
  const [only] = atWorst
  const text =
    only && atWorst.length === 1
      ? `${only.name} ${singleWords[worst]}`
      : `${atWorst.length} of ${all.length} components ${someWords[worst]}`
  const operational = all.length - affected.length
  const detail = [
    others > 0 ? `${others} more ${others === 1 ? 'is' : 'are'} affected.` : '',
    operational > 0 ? othersWords(operational) : '',
  ]
  return { state: worst, text, since, detail: detail.filter(Boolean).join(' ') || null }
}

/** Used where an incident says worse than the components do, or no component is affected at all. */
function incidentHeadline(input: HeadlineInput, worst: ComponentStatus): Headline {
  const { incidents } = input
  const [first] = incidents.filter((incident) => statusOf(incident.impact) === worst)
  const since = earliest(incidents.map((incident) => incident.startedAt))
  const state: State = worst === 'operational' ? 'no_data' : worst
  const text = incidents.length === 1 && first ? first.title : `${incidents.length} incidents are open`
  const noneAffected = input.components.every((component) => component.status === 'operational')
  return {
    state,
    text,
    since,
    detail: noneAffected && input.components.length > 0 ? 'No component is reported as affected.' : null,
  }
}

function othersWords(count: number): string {
  return count === 1 ? 'The other component is operational.' : `The other ${count} components are operational.`
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null)
  return known.length > 0 ? Math.min(...known) : null
}
