import type { SnapshotComponent, SnapshotGroup } from '#domain/imports/snapshot'
import type { ComponentDocument } from './documents.ts'

/** The groups and components of a page's lists, and those that only incidents still know. */
export function collectComponents(
  listed: readonly ComponentDocument[],
  named: readonly ComponentDocument[],
): { groups: SnapshotGroup[]; components: SnapshotComponent[] } {
  const onPage = newestOf(listed)
  const elsewhere = newestOf(named.filter((component) => component.id !== null && component.created_at !== null))
  return {
    groups: [...onPage.values()].filter((component) => component.group === true).map(toGroup),
    components: [
      ...[...onPage.values()].filter((component) => component.group !== true).map((one) => toComponent(one, true)),
      ...[...elsewhere]
        .filter(([id, component]) => component.group !== true && !onPage.has(id))
        .map(([, one]) => toComponent(one, false)),
    ],
  }
}

/** Documents of one page may be of different ages: of each component the one that was changed last counts. */
function newestOf(documents: readonly ComponentDocument[]): Map<string, ComponentDocument> {
  const newest = new Map<string, ComponentDocument>()
  for (const component of documents) {
    const id = idOf(component)
    const known = newest.get(id)
    if (!known || (component.updated_at ?? 0) > (known.updated_at ?? 0)) newest.set(id, component)
  }
  return newest
}

function idOf(component: ComponentDocument): string {
  return component.id ?? `name:${component.name}`
}

function toGroup(group: ComponentDocument): SnapshotGroup {
  return {
    sourceId: idOf(group),
    name: group.name,
    description: group.description || null,
    position: group.position,
    createdAt: group.created_at,
    updatedAt: group.updated_at,
  }
}

function toComponent(component: ComponentDocument, isListed: boolean): SnapshotComponent {
  return {
    sourceId: idOf(component),
    name: component.name,
    description: component.description || null,
    groupSourceId: component.group_id,
    position: component.position,
    startDate: component.start_date,
    createdAt: component.created_at,
    updatedAt: component.updated_at,
    status: component.status,
    showsUptime: component.showcase ?? true,
    onlyShownIfDegraded: component.only_show_if_degraded ?? false,
    isListed,
  }
}
