'use client'

import { usePathname } from 'next/navigation'

const places = [
  { href: '/admin', label: 'Now' },
  { href: '/admin/incidents', label: 'Incidents' },
  { href: '/admin/maintenance', label: 'Maintenance' },
  { href: '/admin/reports', label: 'Reports' },
  { href: '/admin/components', label: 'Components' },
  { href: '/admin/subscribers', label: 'Subscribers' },
] as const

const supportPlaces = [{ href: '/admin/to-tell', label: 'To tell' }] as const

/** The places of the admin area, the current one marked; support has one more. */
export function NavLinks({ isSupport }: { isSupport: boolean }) {
  const pathname = usePathname()
  return (
    <nav aria-label="Admin area">
      <ul className="-mx-1.5 flex flex-wrap sm:-mx-2">
        {[...places, ...(isSupport ? supportPlaces : [])].map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={currentOf(pathname, href)}
              className="inline-flex min-h-11 items-center px-1.5 text-note text-muted sm:px-2 no-underline hover:underline aria-[current]:font-semibold aria-[current]:text-text aria-[current]:underline aria-[current]:decoration-2"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The page itself, or the place that a page below it belongs to. */
function currentOf(pathname: string, href: string): 'page' | 'true' | undefined {
  if (pathname === href) return 'page'
  return href !== '/admin' && pathname.startsWith(`${href}/`) ? 'true' : undefined
}
