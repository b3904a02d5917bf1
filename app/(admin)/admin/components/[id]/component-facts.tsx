import type { ReactNode } from 'react'
import type { Criticality } from '#domain/status'
import type { ComponentBefore } from './component-form.tsx'

/** What customers read of a component, for whoever may not change it. */
export function ComponentFacts({ before, groupName }: { before: ComponentBefore; groupName: string | undefined }) {
  return (
    <dl className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-2">
      <Fact name="Description">{before.description || 'None'}</Fact>
      <Fact name="Group">{groupName ?? 'None'}</Fact>
      <Fact name="On the page since">{before.startsOn}</Fact>
      <Fact name="Shows its uptime">{before.showsUptime ? 'Yes' : 'No'}</Fact>
      <Fact name="Only shown while something is wrong">{before.onlyShownIfDegraded ? 'Yes' : 'No'}</Fact>
    </dl>
  )
}

export interface Operations {
  owner: string | null
  criticality: Criticality | null
  runbookUrl: string | null
  dashboardUrl: string | null
  diagramUrl: string | null
}

/** What the team knows of a component, for whoever may not change it. */
export function OperationsFacts({ operations }: { operations: Operations | null }) {
  const links = [
    ['Runbook', operations?.runbookUrl],
    ['Dashboard', operations?.dashboardUrl],
    ['Diagram of the architecture', operations?.diagramUrl],
  ] as const
  return (
    <dl className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-2">
      <Fact name="Owner">{operations?.owner ?? 'Not said'}</Fact>
      <Fact name="Does somebody get up at night for it?">{nightWords(operations?.criticality ?? null)}</Fact>
      {links.map(([name, url]) => (
        <Fact key={name} name={name}>
          {url ? (
            <a href={url} rel="noreferrer" className="inline-block py-2.5 break-all">
              {url}
            </a>
          ) : (
            'Not said'
          )}
        </Fact>
      ))}
    </dl>
  )
}

function nightWords(criticality: Criticality | null): string {
  if (criticality === null) return 'Not said'
  return criticality === 'wakes_somebody' ? 'Yes' : 'No, in office hours'
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
