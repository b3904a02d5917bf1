import type { ReactNode } from 'react'
import type { PublicLogo, PublicPage } from '#domain/public/status-page'
import { zoneAbbreviation } from '#domain/zone-names'
import { Time } from './time.tsx'

interface PageFrameProps {
  page: PublicPage
  /** The instant at which everything in the frame was true. */
  asOf: number
  /** Whether it keeps itself current; what one person alone asks for does not. */
  isLive?: boolean
  children: ReactNode
}

/** What stands around every public page: the way to its content, its name, and as of when it is true. */
export function PageFrame({ page, asOf, isLive = true, children }: PageFrameProps) {
  return (
    <div className="mx-auto max-w-column px-5 pb-10">
      <a className="absolute -top-24 rounded-control bg-panel px-4 py-2.5 focus:top-2" href="#content">
        Skip to content
      </a>
      <PageHeader page={page} />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
        <p id="as-of" data-live className="mt-12 text-note text-muted">
          {'As of '}
          <Time at={asOf} now={asOf} timeZone={page.timeZone} form="stamp" />
        </p>
      </main>
      <PageFooter page={page} asOf={asOf} />
      {isLive && liveScript(page)}
    </div>
  )
}

/** What gives times the reader's clock and keeps the page current; without it everything is there. */
export function liveScript({ timeZone }: Pick<PublicPage, 'timeZone'>) {
  return <script src="/live.js" defer data-zone={timeZone} />
}

/** The page's name or logo, which leads home, and the ways to hear of news and to its history. */
export function PageHeader({ page: { name, logo } }: { page: Pick<PublicPage, 'name' | 'logo'> }) {
  return (
    <header className="flex items-center justify-between gap-4 py-4 text-brand">
      <a className="flex min-h-11 min-w-0 items-center gap-2.5 font-semibold no-underline hover:underline" href="/">
        {logo ? <Logo name={name} logo={logo} /> : <Mark name={name} />}
      </a>
      <nav aria-label="Main" className="flex flex-none gap-x-3 text-note print:hidden">
        <a className="inline-flex min-h-11 items-center px-1" href="/subscribe">
          Get updates
        </a>
        <a className="inline-flex min-h-11 items-center px-1" href="/history">
          History
        </a>
      </nav>
    </header>
  )
}

/** The first letter of the name, and the name. */
function Mark({ name }: { name: string }) {
  return (
    <>
      <span
        className="grid size-7 flex-none place-items-center rounded-mark bg-brand text-note font-bold text-page"
        aria-hidden="true"
      >
        {[...name][0]?.toUpperCase()}
      </span>
      {name}
    </>
  )
}

/** The logo in the name's place. Its address changes with it, so that browsers may keep it. */
function Logo({ name, logo }: { name: string; logo: PublicLogo }) {
  return (
    <img
      className={logo.knowsDark ? 'logo' : 'logo logo-ground'}
      src={`/logo?v=${logo.updatedAt}`}
      alt={name}
      height={32}
    />
  )
}

const footLink = 'inline-flex min-h-11 items-center'

function PageFooter({ page, asOf }: { page: PublicPage; asOf: number }) {
  return (
    <footer className="mt-6 border-t border-line pt-3 text-note text-muted">
      <Help page={page} />
      <div className="flex flex-wrap items-center gap-x-5">
        <nav aria-label="Pages" className="flex flex-wrap gap-x-5 print:hidden">
          <a className={footLink} href="/">
            Current status
          </a>
          <a className={footLink} href="/history">
            History
          </a>
          <a className={footLink} href="/uptime">
            Uptime
          </a>
          <a className={footLink} href="/reports">
            Follow-up reports
          </a>
          <a className={footLink} href="/actions">
            Action items
          </a>
          <a className={footLink} href="/at">
            Was it you?
          </a>
          <a className={footLink} href="/api">
            Feeds and API
          </a>
          {page.links.map(({ label, url }) => (
            <a key={label + url} className={footLink} href={url}>
              {label}
            </a>
          ))}
        </nav>
        <p className="py-2.5">{`Times are in ${zoneWords(asOf, page.timeZone)}`}</p>
      </div>
    </footer>
  )
}

/** Where somebody gets help whom the page does not help. */
function Help({ page: { supportUrl, supportEmail } }: { page: PublicPage }) {
  if (supportUrl === null && supportEmail === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-1.5">
      {'Get help: '}
      {supportUrl !== null && (
        <a className={footLink} href={supportUrl}>
          {hostOf(supportUrl)}
        </a>
      )}
      {supportUrl !== null && supportEmail !== null && ' or '}
      {supportEmail !== null && (
        <a className={footLink} href={`mailto:${supportEmail}`}>
          {supportEmail}
        </a>
      )}
    </p>
  )
}

/** An address as people say it. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url
}

/** A zone by its abbreviation and its place; `UTC` is both. */
function zoneWords(at: number, timeZone: string): string {
  const abbreviation = zoneAbbreviation(at, timeZone)
  return abbreviation === 'UTC' ? 'UTC' : `${abbreviation} (${timeZone.replaceAll('_', ' ')})`
}
