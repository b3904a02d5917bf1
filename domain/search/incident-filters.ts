import { and, eq, isNotNull, isNull, lt, ne, not, or, sql, type SQL } from 'drizzle-orm'
import { componentStatuses } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import { severityOf, statusOf, type ComponentStatus, type Impact } from '../status.ts'
import { matchExpression, type SearchWord } from './search-words.ts'

/** What incidents are looked for by; what is left out narrows nothing. */
export interface IncidentFilters {
  /** All of them must stand in the title, the updates or the report. */
  words?: readonly SearchWord[]
  componentId?: string
  impact?: Impact
  /** Instants: what had not ended before `from` and had begun before `to`. */
  from?: number
  to?: number
}

/** For whom: `public` takes what was told and of components that customers see, `team` drafts and hidden ones too. */
export type SearchScope = 'public' | 'team'

/**
 * The condition on `incidents` that makes one fit; undefined where everything fits. It says nothing of
 * whether an incident itself is public: a public read adds its own condition.
 */
export function fitsFilters(filters: IncidentFilters, scope: SearchScope): SQL | undefined {
  const { words = [], componentId, impact, from, to } = filters
  return and(
    words.length === 0 ? undefined : holdsWords(words, scope),
    componentId === undefined ? undefined : touchesComponent(componentId, scope),
    impact === undefined ? undefined : hasImpact(impact, scope),
    from === undefined ? undefined : or(isNull(incidents.resolvedAt), sql`${incidents.resolvedAt} >= ${from}`),
    to === undefined ? undefined : lt(incidents.startedAt, to),
  )
}

/** Incidents of which each word stands somewhere in the title, the updates or the report. */
function holdsWords(words: readonly SearchWord[], scope: SearchScope): SQL {
  const columns = scope === 'public' ? ['title', 'told'] : ['title', 'told', 'untold']
  const expression = matchExpression(words, columns)
  return sql`${incidents.number} in (select rowid from incident_search where incident_search match ${expression})`
}

/**
 * Incidents that a component's windows, updates or plans belong to. The cross join keeps the planner
 * from reading every update where another condition makes it prefer their order.
 */
export function touchesComponent(componentId: string, scope: SearchScope): SQL {
  const told = scope === 'public' ? sql`and u.published_at is not null` : sql``
  return sql`${incidents.id} in (
    select incident_id from impact_windows where component_id = ${componentId} and withdrawn_at is null
    union all
    select u.incident_id from update_components c cross join incident_updates u
    where u.id = c.update_id and c.component_id = ${componentId} ${told}
    union all
    select incident_id from maintenance_components where component_id = ${componentId})`
}

/** The impact as lists derive it: none of a false alarm, else what was set by hand, else what the worst window gives. */
function hasImpact(impact: Impact, scope: SearchScope): SQL {
  const own = statusOf(impact)
  const worse = componentStatuses.filter((status) => severityOf(status) > severityOf(own))
  const isWorst = and(
    own === 'operational' ? undefined : hasWindow([own], scope),
    worse.length === 0 ? undefined : not(hasWindow(worse, scope)),
  )
  const isDerived = and(
    isNull(incidents.impactOverride),
    impact === 'maintenance'
      ? or(eq(incidents.kind, 'maintenance'), isWorst)
      : and(ne(incidents.kind, 'maintenance'), isWorst),
  )
  const counts = and(isNull(incidents.falseAlarmAt), or(eq(incidents.impactOverride, impact), isDerived)) as SQL
  return impact === 'none' ? (or(isNotNull(incidents.falseAlarmAt), counts) as SQL) : counts
}

function hasWindow(statuses: readonly ComponentStatus[], scope: SearchScope): SQL {
  const list = sql.join(
    statuses.map((status) => sql`${status}`),
    sql`, `,
  )
  const visible =
    scope === 'public' ? sql`and w.component_id not in (select id from components where hidden_at is not null)` : sql``
  return sql`exists (select 1 from impact_windows w where w.incident_id = ${incidents.id} and w.status in (${list}) and w.withdrawn_at is null ${visible})`
}
