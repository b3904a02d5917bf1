import type { Db } from '../../database.ts'
import { groupBy } from '../../grouping.ts'
import { worstStatus, type ComponentStatus, type State } from '../../status.ts'
import { selectIncidentParts, viewIncident, type PublicIncident } from '../incidents.ts'
import { selectComponent } from '../rows.ts'
import { selectKnownComponents, type KnownComponent } from '../status-api-rows.ts'
import { readPublicPage, type PublicPage } from '../status-page.ts'
import { holderOf, type Holder } from '../uptime/component-figure.ts'
import { selectExplainedWindows, type ExplainedRow } from '../uptime/explained-rows.ts'
import { parseQuestion, type AskedMoment, type MomentProblem, type MomentQuery } from './question.ts'
import { selectIncidentsDuring } from './rows.ts'

/** A window that touched the moment. */
export interface MomentWindow {
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
  holder: Holder
}

export interface MomentComponent {
  id: string
  slug: string
  name: string
  /** The worst that it was; `no_data` where it was not on the page. */
  state: State
  /** The earliest first. */
  windows: MomentWindow[]
}

/** What was wrong at a moment. */
export interface Moment {
  page: PublicPage
  asOf: number
  query: MomentQuery
  /** The time zone that it is told in. */
  zone: string
  /** Null where nothing was asked, or what was asked can't be answered. */
  asked: AskedMoment | null
  problems: MomentProblem[]
  /** What can be asked of. */
  choices: { slug: string; name: string }[]
  /** What it is narrowed to; null for all. */
  component: { slug: string; name: string } | null
  /** The worst of the components. */
  state: State
  /** Those that were affected first, the worst of them first. */
  components: MomentComponent[]
  incidents: PublicIncident[]
}

/** What was wrong at an instant, or between two: of one component where its slug is given. */
export function readMoment(db: Db, query: MomentQuery, now: number): Moment {
  const page = readPublicPage(db)
  const known = selectKnownComponents(db)
  const { zone, moment, problems } = parseQuestion(query, page.timeZone, now)
  const component = query.component === '' ? null : (selectComponent(db, query.component) ?? null)
  const isUnknown = query.component !== '' && component === null
  const asked = isUnknown ? null : moment
  const choices = known.filter((row) => row.archivedAt === null || row.id === component?.id)
  return {
    page,
    asOf: now,
    query,
    zone,
    asked,
    problems: isUnknown ? [...problems, 'unknown_component'] : problems,
    choices: choices.map(({ slug, name }) => ({ slug, name })),
    component: component && { slug: component.slug, name: component.name },
    ...(asked
      ? answer(db, asked, component ? known.filter((row) => row.id === component.id) : known, now)
      : { state: 'no_data', components: [], incidents: [] }),
  }
}

function answer(db: Db, { from, until }: AskedMoment, rows: readonly KnownComponent[], now: number) {
  const windows = groupBy(
    selectExplainedWindows(db, null, from, until + 1).filter((row) => row.falseAlarmAt === null),
    (row) => row.componentId,
  )
  const components = rows
    .filter((row) => row.archivedAt === null || row.archivedAt > from)
    .map((row) => tell(row, windows.get(row.id) ?? [], until))
    .sort((a, b) => placeOf(a) - placeOf(b))
  const told = components.filter(({ state }) => state !== 'no_data').map(({ state }) => state as ComponentStatus)
  const named = new Set(rows.map((row) => row.id))
  const held = new Set(
    components.flatMap((component) => component.windows.flatMap(({ holder }) => ('id' in holder ? [holder.id] : []))),
  )
  const during = selectIncidentsDuring(db, from, until)
  const parts = selectIncidentParts(db, during)
  return {
    state: told.length === 0 ? ('no_data' as const) : worstStatus(told),
    components,
    incidents: during
      .map((row) => viewIncident(row, parts, now))
      .filter(
        (incident) => held.has(incident.id) || incident.components.some(({ id }) => named.has(id)) || rows.length > 1,
      ),
  }
}

function tell(
  { id, slug, name, startsAt }: KnownComponent,
  windows: readonly ExplainedRow[],
  until: number,
): MomentComponent {
  const isThere = startsAt <= until
  return {
    id,
    slug,
    name,
    state: isThere ? worstStatus(windows.map((window) => window.status)) : 'no_data',
    windows: isThere
      ? windows.map((row) => ({
          status: row.status,
          startedAt: row.startedAt,
          endedAt: row.endedAt,
          holder: holderOf(row),
        }))
      : [],
  }
}

const places: readonly State[] = [
  'major_outage',
  'partial_outage',
  'degraded_performance',
  'under_maintenance',
  'operational',
  'no_data',
]

function placeOf({ state }: MomentComponent): number {
  return places.indexOf(state)
}
