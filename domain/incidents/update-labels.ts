import { incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import { isOver, updateWords, type IncidentStatus, type MaintenanceStatus } from '../status.ts'

type UpdateStatus = IncidentStatus | MaintenanceStatus | 'postmortem'

interface Labelled {
  status: UpdateStatus
  mergedFromId: string | null
  /** Told to nobody, so that nothing follows it. */
  isDraft?: boolean
}

/**
 * What each of an incident's updates is called, by the one that it follows: those that came by a merge
 * follow each other, not what was said here meanwhile. Newest first, as the updates are.
 */
export function labelsOf(updates: readonly Labelled[]): string[] {
  return updates.map(({ status, mergedFromId }, index) => {
    const older = updates.slice(index + 1).find((one) => isFollowed(one) && one.mergedFromId === mergedFromId)
    return labelOf(status, older?.status)
  })
}

/** A follow-up report is told of beside what goes on. */
function isFollowed({ status, isDraft }: Labelled): boolean {
  return !isDraft && status !== 'postmortem'
}

/** "Update" where the status is kept; what goes back, before the end or after it, says so. */
function labelOf(status: UpdateStatus, older: UpdateStatus | undefined): string {
  if (status === older) return 'Update'
  if (older === undefined || older === 'postmortem' || status === 'postmortem') return updateWords[status]
  if (isOver(older) && !isOver(status)) return `Reopened: ${updateWords[status].toLowerCase()}`
  return isBack(status, older) ? `Back to ${updateWords[status].toLowerCase()}` : updateWords[status]
}

function isBack(status: IncidentStatus | MaintenanceStatus, older: IncidentStatus | MaintenanceStatus): boolean {
  const order: readonly string[] = [...incidentStatuses, ...maintenanceStatuses]
  return !isOver(older) && order.indexOf(status) < order.indexOf(older)
}
