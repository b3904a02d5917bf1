import { importedId } from '../identity.ts'
import { differenceOf, type ImportPlan } from './changes.ts'
import type { ExistingIncident, ExistingUpdate, FindExisting } from './existing.ts'
import { isDerivedId, type IncidentRecord, type UpdateRecord } from './incidents.ts'
import { endOpenWindows, nameOf, planReport, planSchedule, planWindows } from './plan-parts.ts'

const minuteMs = 60_000

export interface IncidentsContext {
  findExisting: FindExisting
  /** Ids that an update of another incident has, which happens only in copies made by hand. */
  takenUpdateIds: Set<string>
  now: number
}

/** Plans one incident or maintenance: a new one whole; of one that stands here, what the source has more or otherwise. */
export function planIncident(plan: ImportPlan, context: IncidentsContext, record: IncidentRecord): void {
  const here = context.findExisting(record)
  if (!here) planNewIncident(plan, context, record)
  else if (here.row.sourcePage === null) {
    plan.conflicts.push(`incident ${record.id} was opened in Candor, and is not the one that the source calls so`)
  } else if (here.isTakenOver) planTakenOver(plan, here, record)
  else planKnownIncident(plan, context, here, record)
}

function planNewIncident(plan: ImportPlan, context: IncidentsContext, record: IncidentRecord): void {
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
  for (const update of record.updates) addUpdate(plan, context, record.id, update)
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

function planKnownIncident(
  plan: ImportPlan,
  context: IncidentsContext,
  here: ExistingIncident,
  record: IncidentRecord,
): void {
  if (record.detail === 'excerpt') {
    plan.counts[nounOf(record)].unchanged++
    return
  }
  const isOlder = record.values.latestUpdateAt < floorMinute(here.row.latestUpdateAt)
  const isWhole = record.detail === 'full' && !isOlder
  if (isOlder) plan.notes.push(`${nameOf(record)}: the source knows less of it than an earlier import did`)
  const addsUpdates = planUpdates(plan, context, here, record, isWhole)
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
    planWindows(plan, here, record, context.now)
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
function planUpdates(
  plan: ImportPlan,
  context: IncidentsContext,
  here: ExistingIncident,
  record: IncidentRecord,
  isWhole: boolean,
): boolean {
  const matched = new Set<string>()
  let added = false
  for (const update of record.updates) {
    const match = matchOf(
      here.updates.filter((one) => !matched.has(one.id)),
      update,
    )
    if (!match) {
      addUpdate(plan, context, here.row.id, update)
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

function addUpdate(plan: ImportPlan, context: IncidentsContext, incidentId: string, update: UpdateRecord): void {
  const { changes, ...values } = update
  const isTaken = context.takenUpdateIds.has(update.id)
  const id = isTaken ? importedId(plan.sourcePage, `${incidentId}/${update.id}`) : update.id
  context.takenUpdateIds.add(id)
  plan.changes.updates.inserts.push({ ...values, id, incidentId, bodyFormat: 'html', createdAt: values.publishedAt })
  plan.changes.updateComponents.push(...changes.map((change) => ({ updateId: id, ...change })))
  plan.counts.updates.new++
}

function nounOf(record: IncidentRecord): 'incidents' | 'maintenances' {
  return record.values.kind === 'maintenance' ? 'maintenances' : 'incidents'
}

/** Feeds tell times to the minute. */
function floorMinute(instant: number): number {
  return Math.floor(instant / minuteMs) * minuteMs
}
