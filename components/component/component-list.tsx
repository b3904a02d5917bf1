import type { PublicComponent, PublicGroup } from '#domain/public/status-page'
import { uptimeWords } from '#domain/uptime'
import { DayBars } from './day-bars.tsx'
import { counted } from '../durations.tsx'
import { StatusChip } from '../status-chip.tsx'
import { notableDays, troubleWords, TroubleDays } from './trouble-days.tsx'

interface ComponentListProps {
  ungrouped: readonly PublicComponent[]
  groups: readonly PublicGroup[]
}

/** All components by group, each with its status, its bars and its uptime. */
export function ComponentList({ ungrouped, groups }: ComponentListProps) {
  return (
    <div className="divide-y divide-line overflow-clip rounded-panel border border-line bg-panel">
      {ungrouped.length > 0 && <Rows components={ungrouped} />}
      {groups.map((group) => (
        <section key={group.id} aria-labelledby={`group-${group.id}`}>
          <div className="flex flex-wrap justify-between gap-x-4 border-b border-line px-4.5 pt-4 pb-3 text-note text-muted sm:px-6">
            <h3 id={`group-${group.id}`} className="font-semibold">
              {group.name}
            </h3>
            <GroupUptime group={group} />
            {group.description && <p className="w-full">{group.description}</p>}
          </div>
          <Rows components={group.components} />
        </section>
      ))}
    </div>
  )
}

/** A group's mean, where there is something to take a mean of. */
function GroupUptime({ group: { id, components, uptime, uptimeOf } }: { group: PublicGroup }) {
  if (uptime === null || uptimeOf < 2) return null
  const days = components[0]?.days.length ?? 0
  const href = `/uptime/groups/${id}/last-${days}-days`
  return (
    <p>
      <a className="-my-3 inline-block py-3" href={href}>{`${uptimeWords(uptime)} mean uptime over ${days} days`}</a>
    </p>
  )
}

function Rows({ components }: { components: readonly PublicComponent[] }) {
  return (
    <ul className="divide-y divide-line" role="list">
      {components.map((component) => (
        <li key={component.id} className="px-4.5 break-inside-avoid pt-4 sm:px-6">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <a className="-my-2.5 inline-block py-2.5 font-medium" href={`/components/${component.slug}`}>
              {component.name}
            </a>
            <StatusChip state={component.status} />
          </div>
          {component.description && <p className="text-note whitespace-pre-line text-muted">{component.description}</p>}
          {component.showsUptime ? <Uptime component={component} /> : <div className="h-4" />}
        </li>
      ))}
    </ul>
  )
}

/** The bars, the figure, and what lies behind both: the figure leads to how it was made, the days open here. */
function Uptime({ component }: { component: PublicComponent }) {
  const notable = notableDays(component.days)
  return (
    <>
      <div className="mt-2">
        <DayBars days={component.days} />
      </div>
      <div className="relative text-small text-muted">
        <Figure component={component} />
        {notable.length > 0 && (
          <details className="group">
            <summary className="flex min-h-11 cursor-pointer list-none items-center py-2 md:justify-end md:pl-72">
              <span className="underline after:ml-1 after:inline-block after:content-['▾'/''] group-open:after:rotate-180">
                {troubleWords(notable)}
              </span>
            </summary>
            <div className="pb-3 text-text">
              <TroubleDays notable={notable} />
            </div>
          </details>
        )}
      </div>
    </>
  )
}

function Figure({ component: { slug, days, uptime } }: { component: PublicComponent }) {
  if (uptime === null) return <p className="flex min-h-11 items-center">No data yet</p>
  const observed = days.filter((day) => day.tally.worst !== 'no_data').length
  return (
    <p className="md:absolute">
      <a className="inline-flex min-h-11 items-center" href={`/uptime/${slug}/last-${days.length}-days`}>
        {`${uptimeWords(uptime)} uptime over ${counted(observed, 'day')}`}
      </a>
    </p>
  )
}
