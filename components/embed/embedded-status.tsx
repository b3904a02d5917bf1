import type { StatusPage } from '#domain/public/status-page'
import { impactState } from '../incident/incident-words.tsx'
import { liveScript } from '../page-frame.tsx'
import { stateText, stateTint } from '../state-colors.tsx'
import { StateIcon } from '../state-icon.tsx'
import { Time } from '../time.tsx'

interface EmbeddedStatusProps {
  status: StatusPage
  homeUrl: string
}

/** So many incidents stand in the frame; the rest are counted. */
const mostIncidents = 3

/** The page in a frame: headline and open incidents. Links leave the frame. */
export function EmbeddedStatus({ status, homeUrl }: EmbeddedStatusProps) {
  const { page, headline, open, activeMaintenance, asOf, isBeingSetUp } = status
  const current = [...open, ...activeMaintenance]
  const more = current.length - mostIncidents
  const state = isBeingSetUp ? 'no_data' : headline.state
  return (
    <>
      <main id="content" aria-label={`Status of ${page.name}`} className="p-3">
        <section data-headline className={`flex gap-3 rounded-panel p-4 ${stateTint[state]}`}>
          <span className={stateText[state]}>
            <StateIcon state={state} className="mt-0.5 size-5" />
          </span>
          <div className="min-w-0">
            <h1 className="leading-snug font-semibold">{isBeingSetUp ? page.name : headline.text}</h1>
            {headline.since !== null && (
              <p className="text-note">
                {'Since '}
                <Time at={headline.since} now={asOf} timeZone={page.timeZone} form="short" />
              </p>
            )}
          </div>
        </section>
        {current.length > 0 && (
          <ul role="list" className="mt-2">
            {current.slice(0, mostIncidents).map((incident) => (
              <li key={incident.id} className="flex items-center gap-2">
                <span className={stateText[impactState(incident.impact)]}>
                  <StateIcon state={impactState(incident.impact)} />
                </span>
                <a
                  className="inline-flex min-h-11 min-w-0 items-center text-note"
                  href={`/incidents/${incident.id}`}
                  target="_top"
                >
                  {incident.title}
                </a>
              </li>
            ))}
            {more > 0 && <li className="text-note text-muted">{`And ${more} more.`}</li>}
          </ul>
        )}
        <p className="mt-1 flex flex-wrap items-center justify-between gap-x-4 text-small text-muted">
          <a className="inline-flex min-h-11 items-center" href={homeUrl} target="_top">
            {page.name}
          </a>
          <span>
            {'As of '}
            <Time at={asOf} now={asOf} timeZone={page.timeZone} form="short" />
          </span>
        </p>
      </main>
      {liveScript(page)}
    </>
  )
}
