import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { labelsOf } from '../incidents/update-labels.ts'
import { htmlToMarkdown } from '../markdown.ts'
import { selectIncidentWindows, selectUpdates } from '../public/incident-rows.ts'
import type { ComponentStatus } from '../status.ts'

/** What happened at one instant of an incident, as customers may know it. */
export interface TimelineMoment {
  at: number
  /** The components that came to another status at the hand of this incident. */
  changes: { name: string; status: ComponentStatus }[]
  /** What was said, in Markdown. */
  updates: { label: string; text: string }[]
}

/**
 * An incident's course, the earliest moment first, from its windows and updates: what a report begins
 * with. Only what is public is in it, so that it can be published as it stands.
 */
export function listTimeline(db: Db, incidentId: string): TimelineMoment[] {
  const moments = new Map<number, TimelineMoment>()
  const momentAt = (at: number) => {
    const moment = moments.get(at) ?? { at, changes: [], updates: [] }
    moments.set(at, moment)
    return moment
  }
  const windows = groupBy(selectIncidentWindows(db, [incidentId]), (window) => window.componentId)
  for (const own of windows.values()) {
    for (const { name, status, startedAt, endedAt } of own) {
      momentAt(startedAt).changes.push({ name, status })
      const goesOn = own.some((other) => other.startedAt === endedAt && other.endedAt !== endedAt)
      if (endedAt !== null && !goesOn) momentAt(endedAt).changes.push({ name, status: 'operational' })
    }
  }
  const updates = selectUpdates(db, [incidentId]).filter((update) => update.status !== 'postmortem')
  const labels = labelsOf(updates)
  updates.forEach(({ body, bodyFormat, happenedAt }, index) => {
    const text = bodyFormat === 'html' ? htmlToMarkdown(body) : body
    momentAt(happenedAt).updates.unshift({ label: labels[index] ?? '', text })
  })
  return [...moments.values()].sort((a, b) => a.at - b.at)
}
