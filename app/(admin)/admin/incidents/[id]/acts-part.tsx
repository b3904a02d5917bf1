import type { TeamIncident } from '#domain/team/incident'

/** What else can be done with an incident, each on a page of its own that says what it does. */
export function ActsPart({ incident }: { incident: TeamIncident }) {
  return (
    <ul role="list">
      {actsOf(incident).map(({ path, label }) => (
        <li key={path}>
          <a href={`/admin/incidents/${incident.id}/${path}`} className="inline-flex min-h-11 items-center">
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

function actsOf({ kind, isInternal, isFalseAlarm }: TeamIncident): { path: string; label: string }[] {
  const publish = isInternal ? [{ path: 'publish', label: 'Make it public' }] : []
  if (kind === 'maintenance' || isFalseAlarm) return publish
  return [
    ...publish,
    { path: 'merge', label: 'Merge it into another incident' },
    { path: 'false-alarm', label: 'Mark it as a false alarm' },
    { path: 'impact', label: 'Set the impact' },
  ]
}

/** Whether anything at all can be done with it. */
export function hasActs(incident: TeamIncident): boolean {
  return incident.mergedIntoId === null && actsOf(incident).length > 0
}
