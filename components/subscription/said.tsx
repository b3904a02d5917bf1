import type { ReactNode } from 'react'
import { ButtonLink } from '../button-link.tsx'
import { PageTitle } from '../page-title.tsx'

interface SaidProps {
  title: string
  children: ReactNode
  /** Where it leads on to; to the current status, too. */
  links?: readonly { href: string; words: string }[]
}

/** A page that says what came of something, and leads on. */
export function Said({ title, children, links = [] }: SaidProps) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <div className="mt-3 space-y-3">{children}</div>
      <ul className="mt-6 flex flex-wrap gap-3" role="list">
        {[...links, { href: '/', words: 'Current status' }].map(({ href, words }) => (
          <li key={href}>
            <ButtonLink href={href}>{words}</ButtonLink>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What stands behind a link that is old, cut off or nobody's. */
export function OldLink() {
  return (
    <Said title="This link is not valid any more" links={[{ href: '/subscribe', words: 'Get updates' }]}>
      <p>It may be cut off, or its subscription has ended. Nothing was changed. You can subscribe anew at any time.</p>
    </Said>
  )
}
