import { differenceOf, type ImportPlan } from './import-changes.ts'
import type { ExistingIncident, ExistingUpdate, FindExisting } from './import-existing.ts'
import { isDerivedId, type IncidentRecord, type UpdateRecord } from './import-incidents.ts'
import { isOver } from './status.ts'

const minuteMs = 60_000

/** Plans one incident or maintenance: a new one whole; of one that stands here, what the source has more or otherwise. */
export function planIncident(plan: ImportPlan, findExisting: FindExisting, record: IncidentRecord, now: number): void {
  const here = findExisting(record)
  if (!here) planNewIncident(plan, record)
  else if (here.row.sourcePage === null) {
    plan.conflicts.push(`incident ${record.id} was opened in Candor, and is not the one that the source calls so`)
  } else if (here.isTakenOver) planTakenOver(plan, here, record)
  else planKnownIncident(plan, here, record, now)
}

function planNewIncident(plan: ImportPlan, record: IncidentRecord): void {
  const { changes, counts } = plan
  const { updatedAt, publishedAt } = record.values
  changes.incidents.inserts.push({
    id: record.id,
    ...record.values,
    createdAt: publishedAt,
    updatedAt,
    sourcePage: plan.sourcePage,
    sourceId: record.sourceId,
  })
  counts[nounOf(record)].new++
  planSchedule(plan, null, record)
  for (const update of record.updates) addUpdate(plan, record.id, update)
  for (const window of record.windows) {
    changes.windows.inserts.push({ ...window, incidentId: record.id })
    counts.windows.new++
  }
  planReport(plan, null, record)
  plan.notes.push(...record.notes.map((note) => `${nameOf(record)}: ${note}`))
}

/** The team went on with it in Candor: the source has no say in it any more, and what it says is only told. */
function planTakenOver(plan: ImportPlan, here: ExistingIncident, record: IncidentRecord): void {
  const missing = record.updates.filter((update) => !matchOf(here.updates, update))
  plan.counts[nounOf(record)].unchanged++
  const left = missing.length > 0 ? `, without ${missing.length} of the source’s updates` : ''
  if (left !== '' || (record.detail === 'full' && here.row.status !== record.values.status)) {
    plan.conflicts.push(`${nameOf(record)} was continued in Candor and stays as it is there${left}`)
  }
}

function planKnownIncident(plan: ImportPlan, here: ExistingIncident, record: IncidentRecord, now: number): void {
  if (record.detail === 'excerpt') {
    plan.counts[nounOf(record)].unchanged++
    return
  }
  const isOlder = record.values.latestUpdateAt < floorMinute(here.row.latestUpdateAt)
  const isWhole = record.detail === 'full' && !isOlder
  if (isOlder) plan.notes.push(`${nameOf(record)}: the source knows less of it than an earlier import did`)
  const addsUpdates = planUpdates(plan, here, record, isWhole)
  const isProgress = addsUpdates && record.values.latestUpdateAt > here.row.latestUpdateAt
  const wanted = isWhole ? wholeOf(record) : isProgress ? progressOf(record) : {}
  const set = differenceOf(here.row, wanted)
  if (set) {
    plan.changes.incidents.updates.push({ id: here.row.id, set: { ...set, updatedAt: record.values.updatedAt } })
  }
  if (set || addsUpdates) plan.counts[nounOf(record)].changed++
  else plan.counts[nounOf(record)].unchanged++
  if (isWhole) {
    planSchedule(plan, here, record)
    planWindows(plan, here, record, now)
    planReport(plan, here, record)
  } else if (isProgress && record.values.resolvedAt !== null) {
    endOpenWindows(plan, here, record.values.resolvedAt)
  }
}

function wholeOf({ values }: IncidentRecord) {
  const { updatedAt, ...compared } = values
  return compared
}

function progressOf({ values }: IncidentRecord) {
  const { status, resolvedAt, latestUpdateAt } = values
  return { status, resolvedAt, latestUpdateAt }
}

/** Adds what is new and, where the source is as good as what stands here, follows its edits. Returns whether any is new. */
function planUpdates(plan: ImportPlan, here: ExistingIncident, record: IncidentRecord, isWhole: boolean): boolean {
  const matched = new Set<string>()
  let added = false
  for (const update of record.updates) {
    const match = matchOf(
      here.updates.filter((one) => !matched.has(one.id)),
      update,
    )
    if (!match) {
      addUpdate(plan, here.row.id, update)
      added = true
      continue
    }
    matched.add(match.id)
    const isSame = record.detail === 'feed' && match.sourceId === update.sourceId
    if (isWhole || isSame) planKnownUpdate(plan, match, update, record)
    else plan.counts.updates.unchanged++
  }
  const gone = here.updates.length - matched.size
  if (isWhole && gone > 0) {
    plan.notes.push(`${nameOf(record)}: ${gone} of its updates no longer stand at the source, and stay`)
  }
  return added
}

/** The same update by its id or, where one side has none, by its status and its minute or text. */
function matchOf(candidates: readonly ExistingUpdate[], update: UpdateRecord): ExistingUpdate | undefined {
  const same = candidates.find((one) => one.sourceId === update.sourceId)
  if (same) return same
  return candidates.find(
    (one) =>
      (isDerivedId(update.sourceId) || (one.sourceId !== null && isDerivedId(one.sourceId))) &&
      one.status === update.status &&
      (floorMinute(one.happenedAt) === floorMinute(update.happenedAt) || one.body === update.body),
  )
}

function planKnownUpdate(plan: ImportPlan, match: ExistingUpdate, update: UpdateRecord, record: IncidentRecord): void {
  const isFiner = !isDerivedId(update.sourceId) || match.sourceId === update.sourceId
  const { status, sourceStatus, body, happenedAt, publishedAt, sourceId } = update
  const set = isFiner ? differenceOf(match, { status, sourceStatus, body, happenedAt, publishedAt, sourceId }) : null
  if (set && match.isCorrected) {
    plan.conflicts.push(
      `${nameOf(record)}: an update was corrected in Candor and stays so; the source has another text or time`,
    )
  } else if (set) {
    plan.changes.updates.updates.push({ id: match.id, set: { ...set, updatedAt: update.updatedAt } })
  }
  const changesDiffer = !match.isCorrected && isFiner && keyOf(match.changes) !== keyOf(update.changes)
  if (changesDiffer) {
    plan.changes.replacedUpdateComponents.push(match.id)
    plan.changes.updateComponents.push(...update.changes.map((change) => ({ updateId: match.id, ...change })))
  }
  if ((set && !match.isCorrected) || changesDiffer) plan.counts.updates.changed++
  else plan.counts.updates.unchanged++
}

function keyOf(changes: UpdateRecord['changes']): string {
  return changes
    .map(({ componentId, oldStatus, newStatus }) => `${componentId} ${oldStatus} ${newStatus}`)
    .sort()
    .join('\n')
}

function addUpdate(plan: ImportPlan, incidentId: string, update: UpdateRecord): void {
  const { changes, ...values } = update
  plan.changes.updates.inserts.push({ ...values, incidentId, bodyFormat: 'html', createdAt: values.publishedAt })
  plan.changes.updateComponents.push(...changes.map((change) => ({ updateId: update.id, ...change })))
  plan.counts.updates.new++
}

/** Windows are rebuilt anew; one that no longer follows from the updates is withdrawn, and counts for nothing. */
function planWindows(plan: ImportPlan, here: ExistingIncident, record: IncidentRecord, now: number): void {
  const { windows } = plan.changes
  const known = new Map(here.windows.map((window) => [window.id, window]))
  const wanted = new Set(record.windows.map((window) => window.id))
  const before = { inserts: windows.inserts.length, updates: windows.updates.length }
  for (const window of record.windows) {
    const match = known.get(window.id)
    const { endedAt, endEnteredAt } = window
    const set = match && differenceOf(match, { endedAt, endEnteredAt, withdrawnAt: null })
    if (!match) windows.inserts.push({ ...window, incidentId: here.row.id })
    else if (set) windows.updates.push({ id: match.id, set })
    else plan.counts.windows.unchanged++
  }
  for (const window of here.windows) {
    if (wanted.has(window.id) || window.withdrawnAt !== null) continue
    windows.updates.push({ id: window.id, set: { withdrawnAt: now } })
  }
  const added = windows.inserts.length - before.inserts
  const changed = windows.updates.length - before.updates
  if (here.hasCorrectedWindow && added + changed > 0) {
    windows.inserts.length = before.inserts
    windows.updates.length = before.updates
    plan.counts.windows.unchanged += changed
    plan.conflicts.push(`${nameOf(record)}: its impact windows were corrected in Candor and stay so`)
    return
  }
  plan.counts.windows.new += added
  plan.counts.windows.changed += changed
}

function endOpenWindows(plan: ImportPlan, here: ExistingIncident, endedAt: number): void {
  for (const window of here.windows) {
    if (window.endedAt !== null || window.withdrawnAt !== null) continue
    const set = { endedAt: Math.max(endedAt, window.startedAt), endEnteredAt: endedAt }
    plan.changes.windows.updates.push({ id: window.id, set })
    plan.counts.windows.changed++
  }
}

/** Nothing of a maintenance runs by itself after an import: the source doesn't say whether it would. */
const nothingByItself = {
  startsItself: false,
  completesItself: false,
  setsComponents: false,
  restoresComponents: false,
  notifiesAtStart: false,
  notifiesAtEnd: false,
}

function planSchedule(plan: ImportPlan, here: ExistingIncident | null, record: IncidentRecord): void {
  if (!record.schedule) return
  const { scheduledFor, scheduledUntil, componentIds } = record.schedule
  const incidentId = here?.row.id ?? record.id
  if (!here?.schedule) {
    plan.changes.maintenances.inserts.push({ incidentId, scheduledFor, scheduledUntil, ...nothingByItself })
    if (!isOver(record.values.status)) {
      plan.notes.push(
        `${nameOf(record)}: it starts and completes nothing by itself until somebody chooses so in Candor`,
      )
    }
  } else {
    const set = differenceOf(here.schedule, { scheduledFor, scheduledUntil })
    if (set) plan.changes.maintenances.updates.push({ id: incidentId, set })
  }
  for (const componentId of componentIds) {
    if (!here?.scheduledComponents.has(componentId))
      plan.changes.maintenanceComponents.push({ incidentId, componentId })
  }
}

function planReport(plan: ImportPlan, here: ExistingIncident | null, record: IncidentRecord): void {
  if (!record.report) return
  const { versionId, format, body, publishedAt } = record.report
  const incidentId = here?.row.id ?? record.id
  const match = here?.reportVersions.find((version) => version.id === versionId)
  if (!match && here && here.reportVersions.length > 0) {
    plan.conflicts.push(`${nameOf(record)}: its follow-up report was written in Candor and stays so`)
    plan.counts.reports.unchanged++
  } else if (!match) {
    const dates = { createdAt: publishedAt, updatedAt: publishedAt }
    plan.changes.reports.push({ incidentId, status: 'published', ...dates })
    plan.changes.reportVersions.inserts.push({
      id: versionId,
      incidentId,
      format,
      summary: '',
      affected: '',
      happened: body,
      prevention: '',
      isPreliminary: false,
      createdAt: publishedAt,
      publishedAt,
    })
    plan.counts.reports.new++
  } else {
    const set = differenceOf(match, { format, happened: body, publishedAt })
    if (set) plan.changes.reportVersions.updates.push({ id: versionId, set })
    plan.counts.reports[set ? 'changed' : 'unchanged']++
  }
}

function nounOf(record: IncidentRecord): 'incidents' | 'maintenances' {
  return record.values.kind === 'maintenance' ? 'maintenances' : 'incidents'
}

function nameOf(record: IncidentRecord): string {
  return `${record.values.kind} ${record.sourceId} “${record.values.title}”`
}

/** Feeds tell times to the minute. */
function floorMinute(instant: number): number {
  return Math.floor(instant / minuteMs) * minuteMs
}
