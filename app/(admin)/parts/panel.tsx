import type { ReactNode } from 'react'

/** A part of a page, on its own ground, under its heading. */
export function Panel({
  title,
  children,
  className = '',
}: {
  title?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={`mt-6 rounded-panel border border-line bg-panel p-5 sm:p-6 ${className}`}>
      {title && <h2 className="text-section font-semibold">{title}</h2>}
      {children}
    </section>
  )
}

/** What customers never see: a dashed border, and the words for it. */
export function TeamOnly({
  title,
  words = 'never public',
  children,
}: {
  title: ReactNode
  words?: string
  children: ReactNode
}) {
  return (
    <section className="mt-6 rounded-panel border-2 border-dashed border-no-data bg-no-data-tint p-5 sm:p-6">
      <h2 className="text-section font-semibold">
        {title} <span className="text-note font-normal text-muted">{words}</span>
      </h2>
      {children}
    </section>
  )
}

/** A word that says of a thing that customers don't see it. */
export function TeamOnlyMark({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-full border border-dashed border-no-data px-2 text-small font-medium text-no-data">
      {children}
    </span>
  )
}
