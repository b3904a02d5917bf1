/** The one heading of a page that tells of a single thing. */
export function PageTitle({ children, isStruck = false }: { children: string; isStruck?: boolean }) {
  return (
    <h1 className={`mt-2 text-title leading-tight font-bold tracking-tight ${isStruck ? 'line-through' : ''}`}>
      {children}
    </h1>
  )
}
