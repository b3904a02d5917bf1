import type { Connection } from '#db/connection'
import { write } from '#domain/database'
import { slugOf } from '#domain/identity'
import { initializePage } from '#domain/page'
import { causes, componentNames, groupNames, statusTexts, symptoms } from './large-page-words.ts'
import { randomFrom, type Random } from './random.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const yearMs = 365 * dayMs

/** The newest part is the same however much lies before it, so that measurements compare like with like. */
const recentDays = 90
const recentIncidents = 60
const recentWindowsEach = 4
/** Nothing older reaches into the newest part, whatever the time zone makes of its first day. */
const gapDays = 5
const olderYears = 10
const windowsPerComponent = 4
const cacheKb = 200_000

export interface LargePage {
  /** At least 60. */
  incidents?: number
  components?: number
  windows?: number
  seed?: number
  /** The instant at which the story ends; one incident is open then. */
  endsAt: number
}

/** Fills a database with the page of a busy company: 10,000 incidents and 200,000 impact windows unless told. Deterministic. */
export function generateLargePage(db: Connection, options: LargePage): void {
  const { incidents = 10_000, components = 30, windows = 200_000, seed = 1, endsAt } = options
  if (incidents < recentIncidents) throw new RangeError(`a large page has at least ${recentIncidents} incidents`)
  const beginsAt = endsAt - (olderYears + 1) * yearMs
  // Random ids touch every page of an index, and each insert with a trigger opens a journal of its
  // own: SQLite's usual 2 MB of cache and temporary files would make this four times as slow.
  db.$client.pragma(`cache_size = -${cacheKb}`)
  write(db, () => {
    initializePage(db, { name: 'Larkfield', timeZone: 'Etc/UTC' }, beginsAt)
    const writer = prepareWriter(db)
    const componentIds = addComponents(writer, randomFrom(seed, 'c'), components, beginsAt)
    const recent = randomFrom(seed + 1, 'r')
    for (let index = 0; index < recentIncidents; index++) {
      const age = index === 0 ? 30 * minuteMs : ((index + recent.share()) * recentDays * dayMs) / (recentIncidents + 1)
      addIncident(writer, recent, componentIds, Math.round(endsAt - age), recentWindowsEach, index === 0)
    }
    const older = randomFrom(seed + 2, 'o')
    const count = incidents - recentIncidents
    const left = Math.max(0, windows - recentIncidents * recentWindowsEach)
    for (let index = 0; index < count; index++) {
      const age = (recentDays + gapDays) * dayMs + ((index + older.share()) * olderYears * yearMs) / count
      const each = Math.floor(((index + 1) * left) / count) - Math.floor((index * left) / count)
      addIncident(writer, older, componentIds, Math.round(endsAt - age), each, false)
    }
  })
}

type Writer = ReturnType<typeof prepareWriter>

function prepareWriter({ $client }: Connection) {
  const insert = (table: string, columns: string) => {
    const places = columns.split(',').map(() => '?')
    const statement = $client.prepare(`insert into ${table} (${columns}) values (${places.join(', ')})`)
    return (...values: (string | number | null)[]): void => void statement.run(...values)
  }
  return {
    group: insert('component_groups', 'id, name, position, created_at, updated_at'),
    component: insert(
      'components',
      'id, slug, name, group_id, position, starts_at, shows_uptime, only_shown_if_degraded, created_at, updated_at',
    ),
    incident: insert(
      'incidents',
      'id, kind, title, status, started_at, resolved_at, published_at, latest_update_at, created_at, updated_at',
    ),
    update: insert(
      'incident_updates',
      'id, incident_id, status, body, body_format, happened_at, published_at, next_update_by, promises_none, created_at, updated_at',
    ),
    updateComponent: insert('update_components', 'update_id, component_id, old_status, new_status'),
    window: insert(
      'impact_windows',
      'id, component_id, status, started_at, ended_at, incident_id, start_entered_at, end_entered_at',
    ),
  }
}

function addComponents(writer: Writer, random: Random, count: number, at: number): string[] {
  const groups = groupNames.map((name, index) => {
    const id = random.id()
    writer.group(id, name, index + 1, at, at)
    return id
  })
  return Array.from({ length: count }, (_, index) => {
    const id = random.id()
    const round = Math.floor(index / componentNames.length)
    const name = `${componentNames[index % componentNames.length] ?? ''}${round > 0 ? ` ${round + 1}` : ''}`
    const group = groups[Math.floor((index * groups.length) / count)] ?? null
    writer.component(id, slugOf(name), name, group, index + 1, at, 1, 0, at, at)
    return id
  })
}

const steps = ['investigating', 'identified', 'monitoring', 'resolved'] as const
const severities = ['degraded_performance', 'partial_outage', 'major_outage', 'degraded_performance'] as const

function addIncident(
  writer: Writer,
  random: Random,
  componentIds: readonly string[],
  startedAt: number,
  windows: number,
  isOpen: boolean,
): void {
  const id = random.id()
  const lastsMs = Math.round((8 + random.share() * random.share() * 240) * minuteMs)
  const endedAt = isOpen ? null : startedAt + lastsMs
  const first = random.below(componentIds.length)
  const held = Array.from({ length: Math.ceil(windows / windowsPerComponent) }, (_, index) => {
    return componentIds[(first + index) % componentIds.length] ?? ''
  })
  const component = componentNames[first % componentNames.length] ?? ''
  const title = `${random.of(symptoms)}: ${component}`
  const status = isOpen ? 'identified' : 'resolved'
  const told = isOpen ? steps.slice(0, 2) : steps
  const times = told.map((_, index) => Math.round(startedAt + (index * lastsMs) / (isOpen ? 20 : 3)))
  const newest = times.at(-1) ?? startedAt
  writer.incident(id, 'incident', title, status, startedAt, endedAt, startedAt, newest, startedAt, newest)
  const cause = random.of(causes)
  told.forEach((step, index) => {
    const updateId = random.id()
    const at = times[index] ?? startedAt
    const body = statusTexts[step].replace('{component}', component).replace('{cause}', cause)
    const promise = isOpen ? at + 30 * minuteMs : null
    writer.update(updateId, id, step, body, 'markdown', at, at, promise, 0, at, at)
    const [before, after] =
      index === 0 ? (['operational', severities[0]] as const) : ([severities[3], 'operational'] as const)
    if (index > 0 && step !== 'resolved') return
    for (const componentId of new Set(held)) writer.updateComponent(updateId, componentId, before, after)
  })
  for (let index = 0; index < windows; index++) {
    const componentId = held[Math.floor(index / windowsPerComponent)] ?? ''
    const part = index % windowsPerComponent
    const parts = Math.min(windowsPerComponent, windows - index + part)
    const from = Math.round(startedAt + (part * lastsMs) / parts)
    const to = Math.round(startedAt + ((part + 1) * lastsMs) / parts)
    const isLast = part === parts - 1
    // An open incident holds each component at one status only: what follows it has not happened yet.
    if (isOpen && part > 0) continue
    const until = isOpen ? null : isLast ? endedAt : to
    writer.window(random.id(), componentId, severities[part] ?? severities[0], from, until, id, from, until)
  }
}
