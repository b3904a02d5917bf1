import type { ReactNode } from 'react'

const shape =
  'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-control border px-4 py-1.5 font-medium no-underline aria-disabled:cursor-default aria-disabled:opacity-60'

/** How buttons, and links that look like one, are painted: the one thing to do here, anything else, what takes away. */
export const buttonLook = {
  primary: `${shape} border-text bg-text text-page`,
  plain: `${shape} border-muted bg-panel text-text`,
  danger: `${shape} border-major bg-panel text-major`,
} as const

export type ButtonLook = keyof typeof buttonLook

/** A link to where something is done. */
export function ButtonLink({
  href,
  look = 'plain',
  children,
}: {
  href: string
  look?: ButtonLook
  children: ReactNode
}) {
  return (
    <a href={href} className={buttonLook[look]}>
      {children}
    </a>
  )
}
