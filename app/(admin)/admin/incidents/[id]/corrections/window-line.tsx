'use client'

import type { ReactNode } from 'react'
import { typed } from '#app/doors/forms/form-state'
import { statusWords, type ComponentStatus } from '#domain/status'
import { control, Notes, useField } from '../../../../parts/forms/fields.tsx'
import { useForm } from '../../../../parts/forms/form.tsx'
import { linesField, shownOf, windowFieldName } from './window-fields.ts'

export interface ComponentOption {
  id: string
  name: string
  isHidden: boolean
}

/** A line of the table as its fields show it; an end that is empty is still to come. */
export interface Line {
  /** The window's id, or a name of its own for one that is added. */
  key: string
  componentId: string
  status: string
  startedAt: string
  endedAt: string
}

interface WindowLineProps {
  line: Line
  /** Its place in the table, which tells its fields apart for whoever hears them. */
  number: number
  components: readonly ComponentOption[]
  zone: string
}

const statuses: ComponentStatus[] = ['degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance']

/** One line: a row of the table where there is room, a block with a name for each field where there is not. */
export function WindowLine({ line, number, components, zone }: WindowLineProps) {
  const { state } = useForm()
  const { key, componentId, status, startedAt, endedAt } = line
  const nameOf = (field: Parameters<typeof windowFieldName>[1]) => windowFieldName(key, field)
  return (
    <tr
      role="row"
      className="grid gap-x-4 gap-y-3 border-line py-4 not-first:border-t sm:grid-cols-2 lg:table-row lg:border-0 lg:py-0"
    >
      <Cell label="Component" number={number} name={nameOf('componentId')}>
        <input type="hidden" name={linesField} value={key} />
        <input type="hidden" name={nameOf('shown')} value={typed(state.values, nameOf('shown'), shownOf(line))} />
        <Choice
          name={nameOf('componentId')}
          before={componentId}
          options={components.map(({ id, name, isHidden }) => [id, isHidden ? `${name} (hidden)` : name])}
        />
      </Cell>
      <Cell label="How badly" number={number} name={nameOf('status')}>
        <Choice
          name={nameOf('status')}
          before={status}
          options={statuses.map((value) => [value, statusWords[value]])}
        />
      </Cell>
      <Cell label={`From (${zone})`} number={number} name={nameOf('startedAt')}>
        <Time name={nameOf('startedAt')} before={startedAt} />
      </Cell>
      <Cell label={`To (${zone})`} number={number} name={nameOf('endedAt')}>
        <Time name={nameOf('endedAt')} before={endedAt} />
      </Cell>
      <td role="cell" className="block align-top lg:table-cell lg:py-1.5">
        <Withdrawal name={nameOf('isWithdrawn')} number={number} />
      </td>
    </tr>
  )
}

function Cell({ label, number, name, children }: { label: string; number: number; name: string; children: ReactNode }) {
  const { idOf } = useForm()
  return (
    <td role="cell" className="block min-w-0 align-top lg:table-cell lg:py-1.5 lg:pr-3">
      <label htmlFor={idOf(name)} className="text-note font-semibold lg:sr-only">
        {label}
        <span className="sr-only">, line {number}</span>
      </label>
      {children}
      <Notes name={name} hint={null} />
    </td>
  )
}

function Choice({
  name,
  before,
  options,
}: {
  name: string
  before: string
  options: readonly (readonly [value: string, label: string])[]
}) {
  const { state } = useForm()
  return (
    <select
      {...useField(name, null)}
      defaultValue={typed(state.values, name, before)}
      className={`${control} min-h-12`}
    >
      {before === '' && <option value="">Choose</option>}
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

function Time({ name, before }: { name: string; before: string }) {
  const { state } = useForm()
  return (
    <input
      {...useField(name, null)}
      type="datetime-local"
      step={1}
      autoComplete="off"
      defaultValue={typed(state.values, name, before)}
      className={`${control} min-h-12`}
    />
  )
}

function Withdrawal({ name, number }: { name: string; number: number }) {
  const { state } = useForm()
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3 whitespace-nowrap">
      <input
        {...useField(name, null)}
        type="checkbox"
        defaultChecked={name in state.values}
        className="size-5 flex-none accent-accent"
      />
      <span>
        Withdraw<span className="sr-only"> line {number}: it counts for nothing, and stays readable</span>
      </span>
    </label>
  )
}
