import { choicesTyped } from '#components/subscription/typed-choices'
import type { ChoicesInput } from '#domain/subscriptions/choices'

const ofIncident = 'incident:'

/** What a form about a subscription chooses; the domain says what is wrong with it. */
export function choicesOf(form: URLSearchParams): ChoicesInput {
  const values = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
  const { email: _, covers, componentIds, groupIds, incidentIds, timeZone, ...manner } = choicesTyped(values)
  const isOfParts = covers === 'parts'
  return {
    ...manner,
    coversPage: covers === 'page',
    componentIds: isOfParts ? componentIds : [],
    groupIds: isOfParts ? groupIds : [],
    incidentIds: covers.startsWith(ofIncident) ? [covers.slice(ofIncident.length)] : incidentIds,
    timeZone,
  }
}
