import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import type { ToldComponent, ToldGroup } from '../public/status-api/components.ts'
import { componentObject, groupObject, type PageAndComponents } from '../public/status-api/objects.ts'

const time = z.string()

/** A component as Statuspage's management API tells it: what the Status API has, and `automation_email`. */
export const managedComponentShape = z.strictObject({
  id: z.string(),
  page_id: z.string(),
  group_id: z.string().nullable(),
  created_at: time,
  updated_at: time,
  group: z.boolean(),
  name: z.string(),
  description: z.string().nullable(),
  position: z.int(),
  status: z.enum(componentStatuses),
  showcase: z.boolean(),
  only_show_if_degraded: z.boolean(),
  automation_email: z.null(),
  start_date: z.string().nullable(),
  components: z.array(z.string()).optional(),
})

export const managedGroupShape = z.strictObject({
  id: z.string(),
  page_id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  components: z.array(z.string()),
  position: z.int(),
  created_at: time,
  updated_at: time,
})

export const componentSchema = { name: 'ManagedComponent', shape: managedComponentShape }
export const groupSchema = { name: 'ManagedComponentGroup', shape: managedGroupShape }

export function componentDocument({ page }: PageAndComponents, component: ToldComponent) {
  const { start_date, ...rest } = componentObject(page, component)
  return { ...rest, automation_email: null, start_date }
}

/** All components in the page's order, each group followed by its own, as Statuspage's list has them. */
export function componentList(managed: PageAndComponents) {
  const { page, components } = managed
  return [
    ...components.ungrouped.map((component) => componentDocument(managed, component)),
    ...components.groups.flatMap((group) => [
      { ...groupObject(page, group), automation_email: null },
      ...group.components.map((component) => componentDocument(managed, component)),
    ]),
  ]
}

export function groupDocument({ page }: PageAndComponents, group: ToldGroup): z.output<typeof managedGroupShape> {
  return {
    id: group.id,
    page_id: page.id,
    name: group.name,
    description: group.description,
    components: group.components.map(({ id }) => id),
    position: group.position,
    created_at: page.times.stamp(group.createdAt),
    updated_at: page.times.stamp(group.updatedAt),
  }
}
