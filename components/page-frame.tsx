import type { ReactNode } from 'react'
import { zoneAbbreviation } from './instants.tsx'
import { Time } from './time.tsx'

interface FramePage {
  name: string
  timeZone: string
  supportUrl: string | null
}

interface PageFrameProps {
  page: FramePage
  /** The instant at which everything in the frame was true. */
  asOf: number
  children: ReactNode
}

/** What stands around every public page: the way to its content, its name, and as of when it is true. */
export function PageFrame({ page, asOf, children }: PageFrameProps) {
  return (
    <div className="mx-auto max-w-column px-5 pb-10">
      <a className="absolute -top-24 rounded-control bg-panel px-4 py-2.5 focus:top-2" href="#content">
        Skip to content
      </a>
      <PageHeader name={page.name} />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
        <p className="mt-12 text-note text-muted">
          {'As of '}
          <Time at={asOf} now={asOf} timeZone={page.timeZone} form="stamp" />
        </p>
      </main>
      <PageFooter page={page} asOf={asOf} />
    </div>
  )
}

/** The page's name, which leads home, and the way to its history. */
export function PageHeader({ name }: { name: string }) {
  return (
    <header className="flex items-center justify-between gap-4 py-4">
      <a className="flex min-h-11 min-w-0 items-center gap-2.5 font-semibold no-underline hover:underline" href="/">
        <span
          className="grid size-7 flex-none place-items-center rounded-mark bg-text text-note font-bold text-page"
          aria-hidden="true"
        >
          {[...name][0]?.toUpperCase()}
        </span>
        {name}
      </a>
      <a className="inline-flex min-h-11 flex-none items-center px-1 text-note print:hidden" href="/history">
        History
      </a>
    </header>
  )
}

function PageFooter({ page, asOf }: { page: FramePage; asOf: number }) {
  const { timeZone, supportUrl } = page
  return (
    <footer className="mt-6 flex flex-wrap items-center gap-x-5 border-t border-line pt-3 text-note text-muted">
      <nav aria-label="Pages" className="flex flex-wrap gap-x-5 print:hidden">
        <a className="inline-flex min-h-11 items-center" href="/">
          Current status
        </a>
        <a className="inline-flex min-h-11 items-center" href="/history">
          History
        </a>
        {supportUrl && (
          <a className="inline-flex min-h-11 items-center" href={supportUrl}>
            Contact support
          </a>
        )}
      </nav>
      <p className="py-2.5">{`Times are in ${zoneWords(asOf, timeZone)}`}</p>
    </footer>
  )
}

/** A zone by its abbreviation and its place; `UTC` is both. */
function zoneWords(at: number, timeZone: string): string {
  const abbreviation = zoneAbbreviation(at, timeZone)
  return abbreviation === 'UTC' ? 'UTC' : `${abbreviation} (${timeZone.replaceAll('_', ' ')})`
}
