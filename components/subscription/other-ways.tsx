import type { SubscribePage } from '#domain/public/subscribe-page'
import { Section } from '../section.tsx'

/** How to hear of the page without giving an address: feeds and the calendar, of what somebody came from first. */
export function OtherWays({ component, incident, page }: Pick<SubscribePage, 'component' | 'incident' | 'page'>) {
  return (
    <Section title="Without an address" id="other-ways">
      <p className="mb-3.5 text-muted">
        A feed reader shows what is new by itself; a calendar shows planned maintenance. Neither says who you are.
      </p>
      <ul role="list" className="divide-y divide-line rounded-panel border border-line bg-panel">
        {incident && <Feeds of={`this ${incident.kind}`} path={`/incidents/${incident.id}`} />}
        {component && <Feeds of={component.name} path={`/components/${component.slug}`} hasCalendar />}
        <Feeds of={`everything at ${page.name}`} path="" hasCalendar />
      </ul>
    </Section>
  )
}

const link = 'inline-flex min-h-11 items-center'

function Feeds({ of, path, hasCalendar = false }: { of: string; path: string; hasCalendar?: boolean }) {
  return (
    <li className="px-4.5 py-3 sm:px-6">
      <p className="font-medium">{`News of ${of}`}</p>
      <p className="flex flex-wrap gap-x-5">
        <a className={link} href={`${path}/history.atom`} aria-label={`Atom feed of ${of}`}>
          Atom feed
        </a>
        <a className={link} href={`${path}/history.rss`} aria-label={`RSS feed of ${of}`}>
          RSS feed
        </a>
        <a className={link} href={`${path}/feed.json`} aria-label={`JSON feed of ${of}`}>
          JSON feed
        </a>
        {hasCalendar && (
          <a className={link} href={`${path}/maintenance.ics`} aria-label={`Calendar of maintenance of ${of}`}>
            Calendar
          </a>
        )}
      </p>
    </li>
  )
}
