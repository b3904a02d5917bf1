import { inArray } from 'drizzle-orm'
import { componentGroups, components } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import type { NamedChoices } from './choice-words.ts'
import type { Choices } from './choices.ts'

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
