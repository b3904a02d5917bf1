import type { ReactNode } from 'react'
import { localTimeOf, timeZoneNames } from '#domain/calendar'
import type { Moment } from '#domain/public/moment/moment'

/** Asks of a moment: a plain form that sends what it holds in the address. */
export function MomentForm({ moment }: { moment: Moment }) {
  const { asked, query, zone, choices, page, problems } = moment
  const names = timeZoneNames()
  return (
    <form action="/at" className="mt-6 print:hidden">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field id="time" label="When was it?">
          <input
            id="time"
            name="time"
            type="datetime-local"
            required
            defaultValue={asked ? localTimeOf(asked.from, zone) : query.time}
            aria-describedby={problems.length > 0 ? 'problems' : undefined}
            className={control}
          />
        </Field>
        <Field id="until" label="Until when? (optional)">
          <input
            id="until"
            name="until"
            type="datetime-local"
            defaultValue={asked && asked.until !== asked.from ? localTimeOf(asked.until, zone) : query.until}
            className={control}
          />
        </Field>
        <Field id="component" label="Component">
          <select id="component" name="component" defaultValue={query.component} className={control}>
            <option value="">All</option>
            {choices.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field id="zone" label="Your time zone">
          <select id="zone" name="zone" defaultValue={zone} className={control}>
            {(names.includes(page.timeZone) ? names : [page.timeZone, ...names]).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </Field>
      </div>
      <button className="mt-4 min-h-11 rounded-control border border-text bg-text px-4 font-medium text-page">
        Show what was wrong
      </button>
    </form>
  )
}

const control = 'mt-1 block min-h-11 w-full min-w-0 rounded-control border border-muted bg-panel px-3'

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-note font-semibold">
        {label}
      </label>
      {children}
    </div>
  )
}
