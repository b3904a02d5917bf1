import type { ReactNode } from 'react'

/** A page before anybody is signed in: one narrow panel with one thing to do. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto mt-8 max-w-[34rem] rounded-panel border border-line bg-panel p-5 sm:mt-14 sm:p-8">
      <h1 className="text-headline leading-tight font-bold tracking-tight">{title}</h1>
      {lead && <p className="mt-3 text-muted">{lead}</p>}
      {children}
    </div>
  )
}

/** What came of the way here, where it did not lead in. */
export function DoorAlert({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="mt-5 rounded-control border-2 border-major bg-major-tint px-4 py-3">
      {children}
    </p>
  )
}
