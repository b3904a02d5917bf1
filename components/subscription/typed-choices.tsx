import type { SubscribePage } from '#domain/public/subscribe-page'
import type { Choices } from '#domain/subscriptions/choices'

/** What stands in a form about a subscription: what is heard now, or what was typed and not taken. */
export interface TypedChoices extends Omit<Choices, 'coversPage' | 'timeZone'> {
  email: string
  /** `page`, `parts` for what is ticked, or `incident:` with its id. */
  covers: string
  /** Empty for the page's. */
  timeZone: string
}

/** A problem by the name of its field. */
export type FieldErrors = Record<string, string>

/** What is asked for unless somebody says otherwise. */
export const usualChoices: TypedChoices = {
  email: '',
  covers: 'page',
  componentIds: [],
  groupIds: [],
  incidentIds: [],
  updates: 'all',
  leastImpact: 'none',
  hearsMaintenance: true,
  cadence: 'as_it_happens',
  timeZone: '',
}

/** What is chosen from the start: what somebody came from. */
export function choicesFor({ incident, component }: Pick<SubscribePage, 'incident' | 'component'>): TypedChoices {
  if (incident) return { ...usualChoices, covers: `incident:${incident.id}` }
  return component ? { ...usualChoices, covers: 'parts', componentIds: [component.id] } : usualChoices
}

/** What a form shows of what somebody hears. */
export function choicesShown({ coversPage, timeZone, ...choices }: Choices): TypedChoices {
  return { ...choices, email: '', covers: coversPage ? 'page' : 'parts', timeZone: timeZone ?? '' }
}

/** What was typed into a form, by its fields' names; what no form offers is not repeated. */
export function choicesTyped(values: Record<string, string[]>): TypedChoices {
  const first = (name: string) => values[name]?.[0] ?? ''
  const impacts = ['minor', 'major', 'critical'] as const
  return {
    email: first('email'),
    covers: first('covers') || 'page',
    componentIds: values.componentIds ?? [],
    groupIds: values.groupIds ?? [],
    incidentIds: values.incidentIds ?? [],
    updates: first('updates') === 'start_and_end' ? 'start_and_end' : 'all',
    leastImpact: impacts.find((impact) => impact === first('leastImpact')) ?? 'none',
    hearsMaintenance: first('hearsMaintenance') !== '',
    cadence: first('cadence') === 'daily' ? 'daily' : 'as_it_happens',
    timeZone: first('timeZone'),
  }
}
