/** What the model of who hears of what knows of people and troubles: no database, and nothing of the outbox. */

export type Letter = 'confirm' | 'changed' | 'leave'

export interface Wanted {
  coversPage: boolean
  componentIds: string[]
  groupIds: string[]
  incidentIds: string[]
  updates: 'all' | 'start_and_end'
  leastImpact: 'none' | 'minor' | 'major' | 'critical'
  hearsMaintenance: boolean
}

export interface Somebody {
  id: string
  isInternal: boolean
  saidYes: boolean
  isRefusing: boolean
  wants: Wanted
  asked: Wanted | null
  /** The incidents of which they were written to, or of one that was merged into it. */
  heardOf: Set<string>
  /** What they were written within a day. */
  letters: Letter[]
  /** Whether anything that was written to them is not sent yet. */
  waits: boolean
}

export interface Trouble {
  id: string
  isMaintenance: boolean
  isPublic: boolean
  isOver: boolean
  isFalse: boolean
  /** Whether its final report is published. */
  isReported: boolean
  /** Whether all that was told of it is so old that no report of it is to be expected. */
  isOld: boolean
  /** How bad it was at worst for each component, 0…3, and what a hand set instead. */
  worst: Map<string, number>
  byHand: number | null
  /** The components of it that its readers know, and those that only the team does. */
  parts: Set<string>
  internalParts: Set<string>
}

export const ranks = { none: 0, minor: 1, major: 2, critical: 3 }
export function hold({ worst }: Trouble, part: string, rank: number): void {
  worst.set(part, Math.max(worst.get(part) ?? 0, rank))
}

export function impactOf({ byHand, worst }: Trouble): number {
  return byHand ?? Math.max(0, ...worst.values())
}

/** Whether there is nothing more to hear of it. */
export function isFinished(trouble: Trouble, hidden: ReadonlySet<string>): boolean {
  if (!trouble.isOver) return false
  if (trouble.isMaintenance || trouble.isReported) return true
  return trouble.isOld && !owesReport(trouble, hidden)
}

/** Of what is over nothing more is heard: it can't be chosen any more. */
export function withoutFinished(
  wants: Wanted,
  {
    troubles,
    hidden,
    seen,
  }: { troubles: ReadonlyMap<string, Trouble>; hidden: ReadonlySet<string>; seen: Set<string> },
): Wanted {
  const incidentIds = wants.incidentIds.filter((id) => {
    const trouble = troubles.get(id)
    return trouble === undefined || !isFinished(trouble, hidden)
  })
  if (incidentIds.length < wants.incidentIds.length) seen.add('chosen, and over meanwhile')
  return { ...wants, incidentIds }
}

/** Whoever can read of it was promised a report from major on. */
function owesReport({ isPublic, isFalse, worst, byHand }: Trouble, hidden: ReadonlySet<string>): boolean {
  const known = [...worst].flatMap(([part, rank]) => (hidden.has(part) ? [] : [rank]))
  return isPublic && !isFalse && (byHand ?? Math.max(0, ...known)) >= ranks.major
}
