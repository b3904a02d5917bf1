import type {
  Snapshot,
  SnapshotChange,
  SnapshotComponent,
  SnapshotIncident,
  SnapshotUpdate,
} from '#domain/imports/snapshot'

const minuteMs = 60_000

/** A page as an importer has read it; everything that is not said is not told. */
export function makeSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    page: { key: 'pageoflarks1', keys: ['pageoflarks1'], name: 'Larkfield', timeZone: 'Etc/UTC' },
    groups: [],
    components: [],
    incidents: [],
    ...overrides,
  }
}

/** A component that stands in the page's list. */
export function makeSnapshotComponent(overrides: Partial<SnapshotComponent> = {}): SnapshotComponent {
  return {
    sourceId: 'componentapi',
    name: 'API',
    description: null,
    groupSourceId: null,
    position: 1,
    startDate: null,
    createdAt: Date.UTC(2020, 0),
    updatedAt: Date.UTC(2020, 0),
    status: 'operational',
    showsUptime: true,
    onlyShownIfDegraded: false,
    isListed: true,
    ...overrides,
  }
}

/** An incident of which all is known, resolved where its newest update says so; the updates are newest first. */
export function makeSnapshotIncident(
  overrides: Partial<SnapshotIncident> & Pick<SnapshotIncident, 'updates'>,
): SnapshotIncident {
  const [newest] = overrides.updates
  const oldest = overrides.updates.at(-1)
  return {
    sourceId: 'incidentlark',
    isScheduled: false,
    detail: 'full',
    title: 'The API answers slowly',
    status: newest?.status ?? null,
    impact: null,
    createdAt: oldest?.displayAt ?? null,
    startedAt: oldest?.displayAt ?? null,
    monitoringAt: null,
    resolvedAt: newest?.status === 'resolved' ? newest.displayAt : null,
    updatedAt: newest?.displayAt ?? null,
    scheduledFor: null,
    scheduledUntil: null,
    components: [],
    postmortem: null,
    ...overrides,
  }
}

/** An update `minute` minutes after midnight of the 1st of June 2026, which may change the API. */
export function makeSnapshotUpdate(
  minute: number,
  status: string,
  overrides: Partial<SnapshotUpdate> & { api?: [string, string] } = {},
): SnapshotUpdate {
  const { api, ...rest } = overrides
  const displayAt = minuteOf(minute)
  return {
    sourceId: `update${String(minute).padStart(6, '0')}`,
    status,
    body: `It is ${status}.`,
    displayAt,
    createdAt: displayAt,
    updatedAt: displayAt,
    changes: api ? [makeSnapshotChange('componentapi', ...api)] : [],
    ...rest,
  }
}

/** What an update says of one component. */
export function makeSnapshotChange(code: string, oldStatus: string, newStatus: string): SnapshotChange {
  return { code, name: null, oldStatus, newStatus }
}

/** An instant of the 1st of June 2026, UTC, at which the snapshots play. */
export function minuteOf(minute: number): number {
  return Date.UTC(2026, 5, 1) + minute * minuteMs
}
