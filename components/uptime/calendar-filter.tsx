import type { UptimeCalendar } from '#domain/public/uptime/calendar'

/** Chooses whose calendar is shown: a plain form. The page leads its one choice on to the address of it. */
export function CalendarFilter({ calendar }: { calendar: UptimeCalendar }) {
  const { subject, components, groups, months } = calendar
  const isListed = subject.kind !== 'component' || components.some(({ slug }) => slug === subject.slug)
  return (
    <form action="/uptime" className="mt-6 flex flex-wrap items-end gap-3 print:hidden">
      <div className="min-w-0 flex-1 basis-56">
        <label htmlFor="of" className="text-note font-semibold">
          Component or group
        </label>
        <select
          id="of"
          name="of"
          defaultValue={valueOf(subject)}
          className="mt-1 block min-h-11 w-full rounded-control border border-muted bg-panel px-3"
        >
          <option value="all">All components</option>
          {groups.length > 0 && (
            <optgroup label="Groups">
              {groups.map(({ id, name }) => (
                <option key={id} value={`group:${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Components">
            {components.map(({ slug, name }) => (
              <option key={slug} value={`component:${slug}`}>
                {name}
              </option>
            ))}
            {!isListed && <option value={valueOf(subject)}>{`${subject.name} (archived)`}</option>}
          </optgroup>
        </select>
      </div>
      <input type="hidden" name="month" value={months[0]?.name ?? ''} />
      <button className="min-h-11 rounded-control border border-text bg-text px-4 font-medium text-page">
        Show the calendar
      </button>
    </form>
  )
}

function valueOf(subject: UptimeCalendar['subject']): string {
  if (subject.kind === 'all') return 'all'
  return subject.kind === 'component' ? `component:${subject.slug}` : `group:${subject.id}`
}
