const definitions: readonly [string, string][] = [
  [
    'Uptime',
    'The share of the observed time without downtime. A major outage counts as downtime in full, a partial outage as 30 %. Degraded performance and maintenance count for nothing.',
  ],
  ['Strict uptime', 'The same, with partial outages in full. It is never higher than the uptime beside it.'],
  [
    'Observed time',
    'From the day on which a component came onto the page until now, or until it was archived. Time before and after is no data: it counts neither as up nor as down.',
  ],
  [
    'Overlaps',
    'Where several incidents hold a component at once, each second counts once, at the worst status of that second.',
  ],
  [
    'A group’s figure',
    'The mean of the figures of its components as they are shown, each with the same weight. Components without data, archived ones and those whose uptime is not shown are left out.',
  ],
  [
    'Two digits',
    'Figures are cut after two digits and never rounded up: 100.00 % means that there was no downtime at all.',
  ],
  [
    'Days',
    'Calendar days of the page’s time zone, of 23 or 25 hours when the clock changes. The last 90 days are today and the 89 days before it, and so move on every day.',
  ],
  ['False alarms', 'Incidents that turned out to be none count for nothing.'],
]

/** What the words mean, plainly. */
export function Definitions() {
  return (
    <dl className="space-y-3 rounded-panel border border-line bg-panel px-4.5 py-5 sm:px-6">
      {definitions.map(([term, words]) => (
        <div key={term}>
          <dt className="font-semibold">{term}</dt>
          <dd className="text-muted">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
