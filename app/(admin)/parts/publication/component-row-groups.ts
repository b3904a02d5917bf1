import type { HeldComponent } from '#domain/components/component-statuses'
import type { ComponentRowGroup } from './component-rows.tsx'

/** The components as forms list them, in the page's order; what an incident holds is told apart by its id. */
export function componentRowGroups(
  components: readonly HeldComponent[],
  groups: readonly { id: string; name: string }[],
  incidentId: string | null,
): ComponentRowGroup[] {
  return [{ id: null, name: null }, ...groups]
    .map((group) => ({
      name: group.name,
      components: components
        .filter((component) => component.groupId === group.id)
        .map(({ id, name, isHidden, status, holders }) => ({
          id,
          name,
          isHidden,
          status,
          held: (incidentId !== null && holders.find((holder) => holder.incidentId === incidentId)?.status) || null,
        })),
    }))
    .filter((group) => group.components.length > 0)
}
