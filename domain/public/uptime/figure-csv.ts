import { toCsv } from '../../csv.ts'
import type { ComponentRecord, GroupRecord } from './figure-record.ts'

/** One table for everything that stands behind a figure; `record` says what a row is. */
const columns = [
  'record',
  'name',
  'from',
  'to',
  'status',
  'seconds',
  'observed_seconds',
  'counted_seconds',
  'major_outage_seconds',
  'partial_outage_seconds',
  'degraded_performance_seconds',
  'under_maintenance_seconds',
  'weighted_downtime_seconds',
  'strict_downtime_seconds',
  'weighted_percent',
  'strict_percent',
  'incident',
  'note',
] as const

type Row = Partial<Record<(typeof columns)[number], string | number | null>>

/** A component's figure as a table: the figure, its days, windows, false alarms, corrections, and time without data. */
export function csvOfComponent(record: ComponentRecord): string {
  const { component, period, figure, days, windows, false_alarms, corrections, no_data } = record
  return tableOf([
    { record: 'figure', name: component.name, from: period.from, to: period.to, ...measuresOf(figure) },
    ...days.map((day): Row => ({
      record: 'day',
      name: day.date,
      status: day.worst_status,
      seconds: day.seconds,
      ...measuresOf(day),
    })),
    ...windows.map((window): Row => ({
      record: 'window',
      ...windowOf(window),
      counted_seconds: window.counted_seconds,
    })),
    ...false_alarms.map((window): Row => ({
      record: 'false_alarm',
      ...windowOf(window),
      counted_seconds: 0,
      note: window.reason,
    })),
    ...corrections.flatMap(({ at, reason, incident, changes }) =>
      changes.map(({ kind, was, is }): Row => ({
        record: 'correction',
        name: incident.title,
        from: at,
        incident: incident.id,
        note: `${kind}: was ${was ?? 'none'}, is ${is ?? 'none'}${reason === null ? '' : `; ${reason}`}`,
      })),
    ),
    ...no_data.map(({ reason, from, to, seconds }): Row => ({ record: 'no_data', from, to, seconds, note: reason })),
  ])
}

/** A group's mean as a table: the mean, the figures behind it, and what is left out. */
export function csvOfGroup({ group, period, figure, components, left_out }: GroupRecord): string {
  return tableOf([
    {
      record: 'mean',
      name: group.name ?? group.id,
      from: period.from,
      to: period.to,
      weighted_percent: figure.weighted_mean_percent,
      strict_percent: figure.strict_mean_percent,
    },
    ...components.map((component): Row => ({ record: 'component', name: component.name, ...measuresOf(component) })),
    ...left_out.map(({ name, reason }): Row => ({ record: 'left_out', name, note: reason })),
  ])
}

function tableOf(rows: readonly Row[]): string {
  return toCsv([columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))])
}

function measuresOf(figure: ComponentRecord['figure']): Row {
  const { weighted_percent_exact: _weighted, strict_percent_exact: _strict, ...measures } = figure
  return Object.fromEntries(
    columns.flatMap((column) => (column in measures ? [[column, measures[column as keyof typeof measures]]] : [])),
  )
}

function windowOf(window: ComponentRecord['windows'][number]): Row {
  const { belongs_to: of, status, from, to, seconds } = window
  const unnamed = of.kind === 'hand' ? 'set by hand' : 'merged into another incident'
  return { name: of.title ?? unnamed, incident: of.id, status, from, to, seconds }
}
