import type { Db } from '../database.ts'
import { selectForwardedId, selectIncident } from './incident-rows.ts'
import { selectComponents, selectGroups } from './rows.ts'
import { readPublicPage, type PublicPage } from './status-page.ts'

export interface ChosenComponent {
  id: string
  slug: string
  name: string
}

export interface ChosenGroup {
  id: string
  name: string
  components: ChosenComponent[]
}

export interface ChosenIncident {
  id: string
  title: string
  kind: 'incident' | 'maintenance'
}

/** All that somebody can ask to hear of, and what they came from. */
export interface SubscribePage {
  page: PublicPage
  ungrouped: ChosenComponent[]
  groups: ChosenGroup[]
  /** The component and the incident that were asked for by address; null where none was, or it is nobody's. */
  component: ChosenComponent | null
  incident: ChosenIncident | null
}

/** What can be subscribed to: what stands on the page, and one incident where its id is given. */
export function readSubscribePage(
  db: Db,
  { component, incident }: { component: string; incident: string },
): SubscribePage {
  const components = selectComponents(db).map(({ id, slug, name, groupId }) => ({ id, slug, name, groupId }))
  const groups = selectGroups(db).map(({ id, name }) => ({ id, name }))
  const isGrouped = (groupId: string | null) => groups.some(({ id }) => id === groupId)
  return {
    page: readPublicPage(db),
    ungrouped: components.filter(({ groupId }) => !isGrouped(groupId)).map(chosen),
    groups: groups
      .map((group) => ({ ...group, components: components.filter(({ groupId }) => groupId === group.id).map(chosen) }))
      .filter((group) => group.components.length > 0),
    component: components.filter(({ slug }) => slug === component).map(chosen)[0] ?? null,
    incident: incident === '' ? null : readChosenIncident(db, incident),
  }
}

/** The incident of an id as customers know it; what it was merged into, where it was. */
export function readChosenIncident(db: Db, id: string): ChosenIncident | null {
  const found = selectIncident(db, id) ?? selectIncident(db, selectForwardedId(db, id) ?? '')
  return found ? { id: found.id, title: found.title, kind: found.kind } : null
}

function chosen({ id, slug, name }: ChosenComponent): ChosenComponent {
  return { id, slug, name }
}
