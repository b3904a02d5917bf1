/**
 * A page as another product tells it, read but not judged: what an import plans from. Statuses and
 * impacts are the source's own words; instants are UTC milliseconds; null is "it doesn't say".
 */
export interface Snapshot {
  page: SnapshotPage
  groups: SnapshotGroup[]
  components: SnapshotComponent[]
  incidents: SnapshotIncident[]
}

export interface SnapshotPage {
  /** What ids that are not public ones are hashed with: the page's id, else its host. */
  key: string
  /** Every name under which an earlier import may have kept this page. */
  keys: string[]
  name: string | null
  /** IANA name. */
  timeZone: string | null
}

export interface SnapshotGroup {
  sourceId: string
  name: string
  description: string | null
  position: number | null
  createdAt: number | null
  updatedAt: number | null
}

export interface SnapshotComponent {
  sourceId: string
  name: string
  description: string | null
  groupSourceId: string | null
  position: number | null
  /** ISO date in the page's time zone. */
  startDate: string | null
  createdAt: number | null
  updatedAt: number | null
  status: string | null
  showsUptime: boolean
  onlyShownIfDegraded: boolean
  /** Whether it stands in the page's list of components; false where only an incident still knows it. */
  isListed: boolean
}

/** A component as an incident names it: by code, by name (also `Group - Child`), or by both. */
export interface ComponentMention {
  code: string | null
  name: string | null
}

export interface SnapshotChange extends ComponentMention {
  oldStatus: string | null
  newStatus: string | null
}

export interface SnapshotUpdate {
  /** Null where the source gives its updates no ids. */
  sourceId: string | null
  status: string | null
  /** HTML. */
  body: string
  displayAt: number
  createdAt: number | null
  updatedAt: number | null
  changes: SnapshotChange[]
}

export interface SnapshotIncident {
  sourceId: string
  /** Whether the source holds it in its list of maintenances; some stand among incidents. */
  isScheduled: boolean
  /**
   * How much of it is known: all, what a feed tells (times to the minute, no components), or the
   * one line that a history page has of it.
   */
  detail: 'full' | 'feed' | 'excerpt'
  title: string
  status: string | null
  impact: string | null
  createdAt: number | null
  startedAt: number | null
  monitoringAt: number | null
  resolvedAt: number | null
  updatedAt: number | null
  scheduledFor: number | null
  scheduledUntil: number | null
  /** Newest first. */
  updates: SnapshotUpdate[]
  components: ComponentMention[]
  postmortem: { body: string; publishedAt: number | null } | null
}
