import { inArray } from 'drizzle-orm'
import { componentGroups, components } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import type { Choices } from './choices.ts'

/** What choices name, as people call it. */
export interface NamedChoices {
  components: string[]
  groups: string[]
  incidents: string[]
}

/** The names of what choices cover; only for whoever made them. */
export function readNamesOf(db: Db, { componentIds, groupIds, incidentIds }: Choices): NamedChoices {
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
  return {
    components: names(
      db.select({ name: components.name }).from(components).where(inArray(components.id, componentIds)).all(),
    ),
    groups: names(
      db
        .select({ name: componentGroups.name })
        .from(componentGroups)
        .where(inArray(componentGroups.id, groupIds))
        .all(),
    ),
    incidents: names(
      db.select({ name: incidents.title }).from(incidents).where(inArray(incidents.id, incidentIds)).all(),
    ),
  }
}

const impactLines = {
  none: [],
  minor: ['Only what has an impact on a component'],
  major: ['Only major and critical incidents'],
  critical: ['Only critical incidents'],
} as const

/** What somebody hears, in lines. */
export function choiceLines(choices: Choices, { components, groups, incidents }: NamedChoices): string[] {
  const parts = [...groups.map((name) => `all of ${name}`), ...components]
  const general = choices.coversPage || parts.length > 0
  return [
    ...(choices.coversPage ? ['Everything on the page'] : []),
    ...(!choices.coversPage && parts.length > 0 ? [`Of ${parts.join(', ')}`] : []),
    ...incidents.map((title) => `Of “${title}”, until it is over`),
    ...(general ? impactLines[choices.leastImpact] : []),
    ...(general ? [choices.updates === 'all' ? 'Every update' : 'Only when something begins and ends'] : []),
    ...(general ? [choices.hearsMaintenance ? 'Planned maintenance too' : 'No planned maintenance'] : []),
    choices.cadence === 'daily'
      ? `Once a day, in one mail${choices.timeZone ? `, by the time in ${choices.timeZone}` : ''}`
      : 'As it happens',
  ]
}
