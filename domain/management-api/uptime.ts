import { z } from 'zod'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { selectExplainedWindows, type ExplainedRow } from '../public/uptime/explained-rows.ts'
import { selectWindows } from '../public/rows.ts'
import { timesIn, type Times } from '../public/status-api/times.ts'
import { meanHundredths, observedUntil, sumTallies, tally, uptimeHundredths, type Range } from '../uptime.ts'
import { requireGroup } from './component-groups.ts'
import { requireListed } from './components.ts'
import { flag, instant } from './inputs.ts'
import { operation } from './operation.ts'
import { requirePage } from './pages.ts'
import { selectTeamComponents } from './rows.ts'

const usualDays = 90
const dayMs = 86_400_000

const uptimeQuery = z.object({ skip_related_events: flag, start: instant, end: instant })

const figure = {
  range_start: z.string(),
  range_end: z.string(),
  /** Null where nothing was observed. */
  uptime_percentage: z.number().nullable(),
  /** Seconds. */
  major_outage: z.int(),
  partial_outage: z.int(),
  warnings: z.string().nullable(),
  id: z.string(),
  name: z.string(),
}

const componentUptime = z.strictObject({ ...figure, related_events: z.array(z.strictObject({ id: z.string() })) })
const groupUptime = z.strictObject({
  ...figure,
  related_events: z.array(
    z.strictObject({ component_id: z.string(), incidents: z.array(z.strictObject({ id: z.string() })) }),
  ),
})

function rangeOf({ start, end }: z.output<typeof uptimeQuery>, now: number): Range {
  const to = Math.min(end ?? now, now)
  const from = start ?? to - usualDays * dayMs
  if (from < to) return { from, to }
  throw new DomainError('invalid', 'start must lie before end, and before now.', 'start')
}

/** How long what lasted, and the public incidents behind it. */
function timeOf(
  db: Db,
  component: { id: string; startsAt: number; archivedAt: number | null },
  range: Range,
  now: number,
) {
  const rows = selectExplainedWindows(db, component.id, range.from, range.to).filter((row) => row.falseAlarmAt === null)
  const windows = selectWindows(db, range.from, range.to, component.id)
  return { time: tally(windows, range, component.startsAt, observedUntil(component, now)), incidents: eventsOf(rows) }
}

function eventsOf(rows: readonly ExplainedRow[]): { id: string }[] {
  const found = rows.flatMap((row) => (row.mergedIntoId === null ? row.incidentId : row.targetId) ?? [])
  return [...new Set(found)].map((id) => ({ id }))
}

function figureOf(
  of: { id: string; name: string },
  {
    range,
    hundredths,
    majorMs,
    partialMs,
  }: { range: Range; hundredths: number | null; majorMs: number; partialMs: number },
  { stamp }: Times,
) {
  return {
    range_start: stamp(range.from),
    range_end: stamp(range.to),
    uptime_percentage: hundredths === null ? null : hundredths / 100,
    major_outage: Math.round(majorMs / 1_000),
    partial_outage: Math.round(partialMs / 1_000),
    warnings: hundredths === null ? 'Nothing was observed in this range.' : null,
    id: of.id,
    name: of.name,
  }
}

export const uptimeOperations = [
  operation({
    method: 'GET',
    path: '/pages/{page_id}/components/{component_id}/uptime',
    group: 'Components',
    summary: 'A component’s uptime over a range, the last 90 days unless told, with the incidents behind it.',
    scope: 'components:read',
    needs: 'viewer',
    query: uptimeQuery,
    answer: { status: 200, schema: { name: 'ManagedComponentUptime', shape: componentUptime } },
    run: ({ db, params, query, now }) => {
      const { timeZone } = requirePage(db, params.page_id)
      const component = requireListed(db, params.component_id)
      const range = rangeOf(query, now)
      const { time, incidents } = timeOf(db, component, range, now)
      return {
        ...figureOf(component, { range, hundredths: uptimeHundredths(time), ...time }, timesIn(timeZone)),
        related_events: query.skip_related_events === true ? [] : incidents,
      }
    },
  }),
  operation({
    method: 'GET',
    path: '/pages/{page_id}/component-groups/{id}/uptime',
    group: 'Component groups',
    summary: 'The mean of its components’ uptimes over a range, the last 90 days unless told; seconds are their sums.',
    scope: 'components:read',
    needs: 'viewer',
    query: uptimeQuery,
    answer: { status: 200, schema: { name: 'ManagedGroupUptime', shape: groupUptime } },
    run: ({ db, params, query, now }) => {
      const { timeZone } = requirePage(db, params.page_id)
      const group = requireGroup(db, params.id)
      const range = rangeOf(query, now)
      const members = selectTeamComponents(db)
        .filter((component) => component.groupId === group.id && component.archivedAt === null)
        .map((component) => ({ id: component.id, ...timeOf(db, component, range, now) }))
      const { majorMs, partialMs } = sumTallies(members.map(({ time }) => time))
      const hundredths = meanHundredths(members.map(({ time }) => uptimeHundredths(time)))
      return {
        ...figureOf(group, { range, hundredths, majorMs, partialMs }, timesIn(timeZone)),
        related_events:
          query.skip_related_events === true
            ? []
            : members.map(({ id, incidents }) => ({ component_id: id, incidents })),
      }
    },
  }),
]
