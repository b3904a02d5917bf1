import type { IncidentToTell } from '#domain/support/customers-to-tell'
import { ButtonLink } from '../parts/forms/button.tsx'
import { TeamOnly } from '../parts/panel.tsx'
import { toTellWords } from './customer-words.ts'

const mostShown = 5

/** On support's home: of what is over somebody still waits to hear. */
export function ToTellPanel({ incidents }: { incidents: readonly IncidentToTell[] }) {
  return (
    <TeamOnly title="Customers to tell">
      {incidents.length === 0 ? (
        <p className="mt-2 text-muted">Everybody who asked was told.</p>
      ) : (
        <>
          <ul className="mt-1" role="list">
            {incidents.slice(0, mostShown).map((incident) => (
              <li key={incident.id} className="flex flex-wrap items-baseline justify-between gap-x-4">
                <a
                  href={`/admin/incidents/${incident.id}/customers`}
                  className="inline-flex min-h-11 items-center font-semibold"
                >
                  {incident.title}
                </a>
                <span className="text-note text-muted">{toTellWords(incident)}</span>
              </li>
            ))}
          </ul>
          <p className="mt-3">
            <ButtonLink href="/admin/to-tell">
              {incidents.length > mostShown ? `Work down all ${incidents.length}` : 'Work down the list'}
            </ButtonLink>
          </p>
        </>
      )}
    </TeamOnly>
  )
}
