import type { ReactNode } from 'react'
import type { ListedActionItem } from '#domain/public/action-items'
import type { PublicActionItem } from '#domain/public/reports'
import type { ActionState } from '#domain/reports/reports'
import { counted } from '../durations.tsx'
import { ClockIcon, StateIcon } from '../state-icon.tsx'
import { Time } from '../time.tsx'

const dayMs = 86_400_000

interface Told {
  now: number
  timeZone: string
}

interface ActionItemListProps extends Told {
  items: readonly PublicActionItem[]
}

/** What was promised, and how it stands. */
export function ActionItemList({ items, now, timeZone }: ActionItemListProps) {
  return (
    <ul role="list" className="divide-y divide-line">
      {items.map((item) => (
        <ActionItemLine key={item.id} item={item} now={now} timeZone={timeZone} />
      ))}
    </ul>
  )
}

/** A promise in a list: its shape and words say how it stands. */
export function ActionItemLine({
  item,
  now,
  timeZone,
  children,
}: Told & { item: PublicActionItem; children?: ReactNode }) {
  const isOver = item.state === 'dropped'
  return (
    <li className="flex break-inside-avoid gap-2.5 py-2.5">
      <span className={`mt-0.75 ${itemText[item.state]}`}>
        <ActionStateIcon state={item.state} />
      </span>
      <div className="min-w-0 flex-1 sm:flex sm:flex-wrap sm:justify-between sm:gap-x-4">
        <p className={`min-w-0 sm:flex-1 sm:basis-64 ${isOver ? 'line-through' : ''}`}>{item.title}</p>
        <p className="text-note text-muted">
          {`${item.ownerRole} · `}
          <StateWords item={item} now={now} timeZone={timeZone} />
        </p>
        {item.dropped && <p className="text-note sm:basis-full">{`Why it was dropped: ${item.dropped.reason}`}</p>}
        {children}
      </div>
    </li>
  )
}

const itemText: Record<ActionState, string> = {
  open: 'text-muted',
  late: 'text-major',
  done: 'text-operational',
  dropped: 'text-no-data',
}

/** The shape of an action item's state; its word always stands beside it. */
export function ActionStateIcon({ state }: { state: ActionState }) {
  if (state === 'open') return <ClockIcon />
  const shapes = { late: 'major_outage', done: 'operational', dropped: 'no_data' } as const
  return <StateIcon state={shapes[state]} className="size-4.5" />
}

function StateWords({ item, now, timeZone }: Told & { item: PublicActionItem }) {
  const { state, dueAt, doneAt, dropped, lateByMs } = item
  const day = (at: number | null) => at !== null && <Time at={at} now={now} timeZone={timeZone} form="date" />
  if (state === 'done') return <>done {day(doneAt)}</>
  if (state === 'dropped') return <>dropped {day(dropped?.at ?? null)}</>
  if (state === 'open') return dueAt === null ? <>open</> : <>due {day(dueAt)}</>
  return (
    <>
      <strong className="font-semibold text-major">{`${counted(Math.ceil(lateByMs / dayMs), 'day')} late`}</strong>, was
      due {day(dueAt)}
    </>
  )
}

interface ListedActionItemsProps extends Told {
  items: readonly ListedActionItem[]
}

/** Promises across incidents, each with the incident whose report made it. */
export function ListedActionItems({ items, now, timeZone }: ListedActionItemsProps) {
  return (
    <ul
      role="list"
      className="mt-6 divide-y divide-line rounded-panel border border-line bg-panel px-4.5 py-1.5 sm:px-6"
    >
      {items.map((item) => (
        <ActionItemLine key={item.id} item={item} now={now} timeZone={timeZone}>
          <p className="text-note text-muted sm:basis-full">
            {'After '}
            <a href={`/incidents/${item.incident.id}#report`}>{item.incident.title}</a>
          </p>
        </ActionItemLine>
      ))}
    </ul>
  )
}
