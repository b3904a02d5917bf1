import { eq } from 'drizzle-orm'
import { componentGroups, type componentOperations, type components } from '#db/schema/components'
import type { Db } from '../database.ts'
import { seenMark } from '../seen-record.ts'
import type { NewerChange } from '../stale-view.ts'

type Component = Pick<
  typeof components.$inferSelect,
  'name' | 'description' | 'groupId' | 'showsUptime' | 'onlyShownIfDegraded' | 'hiddenAt' | 'startsAt'
>
type Operations = Omit<typeof componentOperations.$inferSelect, 'componentId'>
type Group = Pick<typeof componentGroups.$inferSelect, 'name' | 'description'>

/** What the form of a component shows; its place in the list is none of it. */
export function componentMark(shown: Component): string {
  const { name, description, groupId, showsUptime, onlyShownIfDegraded, hiddenAt, startsAt } = shown
  return seenMark(name, description, groupId, showsUptime, onlyShownIfDegraded, hiddenAt !== null, startsAt)
}

/** The same in words, for whoever would have written over it. */
export function componentParts(db: Db, shown: Component): NewerChange['parts'] {
  const { groupId } = shown
  const group =
    groupId === null
      ? undefined
      : db.select({ name: componentGroups.name }).from(componentGroups).where(eq(componentGroups.id, groupId)).get()
  return [
    { label: 'Name', text: shown.name },
    { label: 'Description', text: shown.description ?? 'none' },
    { label: 'Group', text: group?.name ?? 'none' },
    { label: 'On the page since', text: new Date(shown.startsAt).toISOString().slice(0, 10) },
    { label: 'Shows its uptime', text: yesOrNo(shown.showsUptime) },
    { label: 'Only shown while something is wrong', text: yesOrNo(shown.onlyShownIfDegraded) },
    { label: 'Hidden', text: yesOrNo(shown.hiddenAt !== null) },
  ]
}

/** What the form of what the team knows of a component shows; null where nothing was written yet. */
export function operationsMark(shown: Operations | null | undefined): string {
  if (!shown) return seenMark(null)
  const { owner, criticality, runbookUrl, dashboardUrl, diagramUrl } = shown
  return seenMark(owner, criticality, runbookUrl, dashboardUrl, diagramUrl)
}

export function operationsParts(shown: Operations | undefined): NewerChange['parts'] {
  return [
    { label: 'Owner', text: shown?.owner ?? 'not said' },
    { label: 'Gets somebody up at night', text: shown?.criticality?.replaceAll('_', ' ') ?? 'not said' },
    { label: 'Runbook', text: shown?.runbookUrl ?? 'not said' },
    { label: 'Dashboard', text: shown?.dashboardUrl ?? 'not said' },
    { label: 'Diagram', text: shown?.diagramUrl ?? 'not said' },
  ]
}

/** What the form of a group shows. */
export function groupMark({ name, description }: Group): string {
  return seenMark(name, description)
}

export function groupParts({ name, description }: Group): NewerChange['parts'] {
  return [
    { label: 'Name', text: name },
    { label: 'Description', text: description ?? 'none' },
  ]
}

function yesOrNo(isOn: boolean): string {
  return isOn ? 'yes' : 'no'
}
