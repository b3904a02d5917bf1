import { and, isNotNull, isNull } from 'drizzle-orm'
import { componentGroups, components } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { isEnded } from './incident-endings.ts'

/** What a file may name for a part of the page, in small letters, with its id. */
export interface PartNames {
  /** By id, slug and name; a name that two have stands for neither. */
  components: ReadonlyMap<string, string>
  groups: ReadonlyMap<string, string>
  incidents: ReadonlySet<string>
  /** Whether there is nothing more to hear of an incident; asked once of each. */
  isOver: (incidentId: string) => boolean
}

/** What of the page customers may subscribe to, as files name it. */
export function readPartNames(db: Db, now: number): PartNames {
  const shown = db
    .select({ id: components.id, slug: components.slug, name: components.name })
    .from(components)
    .where(and(isNull(components.archivedAt), isNull(components.hiddenAt)))
    .all()
  const groups = db
    .select({ id: componentGroups.id, name: componentGroups.name })
    .from(componentGroups)
    .where(isNull(componentGroups.archivedAt))
    .all()
  const told = db.select({ id: incidents.id }).from(incidents).where(isNotNull(incidents.publishedAt)).all()
  const slugs = shown.flatMap(({ id, slug }): [string, string][] => [
    [slug, id],
    [id, id],
  ])
  return {
    components: new Map([...uniqueNames(shown), ...slugs]),
    groups: new Map([...uniqueNames(groups), ...groups.map(({ id }): [string, string] => [id, id])]),
    incidents: new Set(told.map(({ id }) => id)),
    isOver: onceEach((id) => isEnded(db, id, now)),
  }
}

function onceEach(ask: (id: string) => boolean): (id: string) => boolean {
  const known = new Map<string, boolean>()
  return (id) => {
    const answer = known.get(id) ?? ask(id)
    known.set(id, answer)
    return answer
  }
}

function uniqueNames(rows: readonly { id: string; name: string }[]): [string, string][] {
  const names = rows.map(({ name }) => name.toLowerCase())
  return rows.flatMap(({ id }, place): [string, string][] => {
    const name = names[place] ?? ''
    return names.indexOf(name) === names.lastIndexOf(name) ? [[name, id]] : []
  })
}
