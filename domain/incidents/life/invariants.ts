import { isOver } from '../../status.ts'
import {
  countMinutes,
  figuresOf,
  isPublic,
  publicOf,
  readsUpdate,
  shown,
  statusAtMinute,
  sumOf,
  toldOf,
  type Life,
} from './life-reading.ts'

/**
 * What is always true of incidents, written down once; invariants.test.ts asks for it after each step
 * of any sequence of acts. Plain and slow on purpose: it reads the raw rows, and counts by itself.
 */

type Rule = (life: Life) => string[]

/** Rules of a state, each by its sentence; a rule gives back what breaks it. */
export const rules: Record<string, Rule> = {
  'no window ends before it begins': ({ windows }) =>
    windows.filter(({ startedAt, endedAt }) => endedAt !== null && endedAt < startedAt).map(({ id }) => id),

  'a window that counts lies within its incident, and none is open once that is over': ({ incidents: all, windows }) =>
    windows
      .filter((window) => {
        const incident = all.find(({ id }) => id === window.incidentId)
        if (!incident || window.withdrawnAt !== null) return false
        const end = incident.resolvedAt ?? Infinity
        // A maintenance may begin before it was planned to.
        const isEarly = incident.kind === 'incident' && window.startedAt < incident.startedAt
        return isEarly || (window.endedAt ?? Infinity) > end
      })
      .map(({ id }) => id),

  'an incident has an end exactly where it is over, and never before its beginning': ({ incidents: all }) =>
    all
      .filter(
        ({ kind, status, startedAt, resolvedAt }) =>
          isOver(status) !== (resolvedAt !== null) || (kind === 'incident' && (resolvedAt ?? Infinity) < startedAt),
      )
      .map(({ id }) => id),

  'an incident’s status and newest news are its newest update’s': ({ incidents: all, updates }) =>
    all
      .filter((incident) => {
        const told = updates
          .filter((update) => update.incidentId === incident.id && (update.publishedAt !== null) === isPublic(incident))
          .sort((a, b) => (a.publishedAt ?? a.createdAt) - (b.publishedAt ?? b.createdAt) || a.createdAt - b.createdAt)
        const newest = told.filter(({ mergedFromId }) => mergedFromId === null).at(-1)
        if (incident.mergedIntoId !== null || !newest) return false
        const last = told.at(-1)
        return newest.status !== incident.status || (last?.publishedAt ?? last?.createdAt) !== incident.latestUpdateAt
      })
      .map(({ id }) => id),

  'both clocks of an update run forward': ({ updates, now }) =>
    updates
      .filter(
        ({ happenedAt, createdAt, publishedAt }) =>
          happenedAt > createdAt || createdAt > now || (publishedAt !== null && publishedAt < createdAt),
      )
      .map(({ id }) => id),

  'an update is told exactly where its incident is public, unless it came from an internal one': ({
    incidents: all,
    updates,
  }) =>
    updates
      .filter((update) => {
        const incident = all.find(({ id }) => id === update.incidentId)
        const origin = all.find(({ id }) => id === update.mergedFromId)
        if (!incident || (origin && !isPublic(origin))) return false
        return (update.publishedAt !== null) !== isPublic(incident)
      })
      .map(({ id }) => id),

  'what was merged is over, holds no update, and leads to one that was not': ({
    incidents: all,
    updates,
    pages,
    listed,
  }) =>
    all
      .filter((incident) => {
        if (incident.mergedIntoId === null) return false
        const target = all.find(({ id }) => id === incident.mergedIntoId)
        const page = pages.get(incident.id) ?? null
        const leads = page !== null && 'forwardTo' in page ? page.forwardTo : null
        return (
          target === undefined ||
          target.mergedIntoId !== null ||
          incident.resolvedAt === null ||
          updates.some((update) => update.incidentId === incident.id) ||
          listed.has(incident.id) ||
          leads !== (isPublic(incident) ? target.id : null)
        )
      })
      .map(({ id }) => id),

  'a false alarm is over, has no impact, and says why': ({ incidents: all, pages }) =>
    all
      .filter((incident) => {
        if (incident.falseAlarmAt === null) return false
        const told = publicOf(pages, incident.id)
        return incident.resolvedAt === null || (told && (told.impact !== 'none' || !told.falseAlarm?.reason))
      })
      .map(({ id }) => id),

  'every public incident stands on its page and in the lists, and no other does': ({ incidents: all, pages, listed }) =>
    all
      .filter((incident) => {
        if (incident.mergedIntoId !== null) return false
        const isTold = publicOf(pages, incident.id) !== null
        return isTold !== isPublic(incident) || listed.has(incident.id) !== isPublic(incident)
      })
      .map(({ id }) => id),

  'no word of what is not public is read anywhere': ({ incidents: all, updates, home, pages }) => {
    const read = JSON.stringify([home, [...pages.values()]])
    const titles = all.filter((incident) => !isPublic(incident)).map(({ title }) => title)
    const bodies = updates.filter(({ publishedAt }) => publishedAt === null).map(({ body }) => body)
    return [...titles, ...bodies].filter((words) => read.includes(words))
  },

  'an open public incident promises its next update or says that it promises none': ({ pages }) =>
    [...pages.values()]
      .flatMap((page) => (page && 'incident' in page ? [page.incident] : []))
      .filter(
        ({ kind, isOver: over, promise, promisesNone }) =>
          kind === 'incident' && over === (promise !== null || promisesNone),
      )
      .map(({ id }) => id),

  'a component is as bad as the worst window that counts now': (life) =>
    shown(life)
      .filter(({ id, status }) => status !== statusAtMinute(life, id, life.now))
      .map(({ name }) => name),

  'the time of a component adds up: what it was at its worst, minute by minute, makes the time observed': (life) =>
    shown(life).flatMap((component) => {
      const [counted, told] = [countMinutes(life, component.id), sumOf(component)]
      return JSON.stringify(counted) === JSON.stringify(told)
        ? []
        : [`${component.name}: ${JSON.stringify(told)}, counted ${JSON.stringify(counted)}`]
    }),

  'the headline is green only where nothing is wrong': (life) =>
    life.home.headline.state === 'operational' &&
    (life.home.open.length > 0 || shown(life).some(({ status }) => status !== 'operational'))
      ? [life.home.headline.text]
      : [],
}

export interface Step {
  /** Whether the domain took it; what is refused leaves no trace. */
  isDone: boolean
  /** The incidents that it names. */
  incidentIds: readonly string[]
  isMerge: boolean
  mostAudits: number
  /** Set by hand or by a maintenance's end: windows of no incident may change. */
  touchesHand: boolean
}

type StepRule = (before: Life, after: Life, step: Step) => string[]

/** Rules of a step, between two readings at the same instant. */
export const stepRules: Record<string, StepRule> = {
  'what is done leaves its audit row, what is refused none': (before, after, { isDone, mostAudits }) => {
    const left = after.audits - before.audits
    return (isDone ? left >= 1 && left <= mostAudits : left === 0) ? [] : [`${left} rows`]
  },

  'what customers read changes only with the revision': (before, after) =>
    toldOf(before) !== toldOf(after) && after.revision <= before.revision ? [String(after.revision)] : [],

  'windows of what a step does not name stay as they are': (before, after, { incidentIds, touchesHand }) => {
    const named = (incidentId: string | null) => (incidentId === null ? touchesHand : incidentIds.includes(incidentId))
    return before.windows
      .filter((window) => !named(window.incidentId))
      .filter((window) => !after.windows.some((other) => JSON.stringify(other) === JSON.stringify(window)))
      .map(({ id }) => id)
  },

  'a merge changes no status and no minute of any component': (before, after, { isMerge }) =>
    isMerge && JSON.stringify(figuresOf(before)) !== JSON.stringify(figuresOf(after)) ? ['figures'] : [],

  'nothing is ever deleted: rows go on, and what was told can still be read': (before, after) => [
    ...missing(before.incidents, after.incidents),
    ...missing(before.updates, after.updates),
    ...missing(before.windows, after.windows),
    ...missing(before.corrections, after.corrections),
    ...before.updates
      .filter(({ publishedAt }) => publishedAt !== null)
      .filter(({ id }) => ![...after.pages.values()].some((page) => readsUpdate(page, id)))
      .map(({ id }) => id),
  ],

  'what was told and is changed keeps its old words': (before, after) =>
    before.updates
      .filter((old) => {
        const now = after.updates.find(({ id }) => id === old.id)
        return old.publishedAt !== null && now !== undefined && now.body !== old.body
      })
      .filter((old) => !after.corrections.some((one) => one.updateId === old.id && one.before.includes(old.body)))
      .map(({ id }) => id),

  'when something happened and when it was told stays on record': (before, after) =>
    before.updates
      .filter(({ publishedAt }) => publishedAt !== null)
      .filter((old) => after.updates.find(({ id }) => id === old.id)?.publishedAt !== old.publishedAt)
      .map(({ id }) => id),
}

/** Every rule that a state breaks, with what breaks it. */
export function brokenRules(life: Life): string[] {
  return Object.entries(rules).flatMap(([name, rule]) => rule(life).map((what) => `${name}: ${what}`))
}

/** Every rule that a step breaks, with what breaks it. */
export function brokenStepRules(before: Life, after: Life, step: Step): string[] {
  return Object.entries(stepRules).flatMap(([name, rule]) =>
    rule(before, after, step).map((what) => `${name}: ${what}`),
  )
}

function missing(before: readonly { id: string }[], after: readonly { id: string }[]): string[] {
  const kept = new Set(after.map(({ id }) => id))
  return before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
}
