import type { ReactNode } from 'react'

/** The way back, the page's heading, and what can be done there. */
export function PageTitle({
  back,
  title,
  children,
}: {
  back?: { href: string; label: string }
  title: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="mt-6">
      {back && (
        <p className="text-note text-muted">
          <a href={back.href} className="inline-flex min-h-11 items-center">
            {back.label}
          </a>
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-title leading-tight font-bold tracking-tight">{title}</h1>
        {children}
      </div>
    </div>
  )
}
