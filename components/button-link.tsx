/** A link that looks like a control. */
export function ButtonLink({ href, children, rel }: { href: string; children: string; rel?: string }) {
  return (
    <a
      className="inline-flex min-h-11 items-center rounded-control border border-line bg-panel px-4 font-medium text-brand no-underline hover:underline"
      href={href}
      rel={rel}
    >
      {children}
    </a>
  )
}
