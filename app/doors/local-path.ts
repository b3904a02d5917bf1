const home = '/admin'

/** Where sign-in leads on to: a path of the admin area as it was asked for, and its home for anything else. */
export function localPath(asked: string | null | undefined): string {
  if (!asked || !asked.startsWith('/') || /[\\\s]/.test(asked)) return home
  const base = 'http://local'
  if (!URL.canParse(asked, base)) return home
  const { origin, pathname, search, hash } = new URL(asked, base)
  const isOurs = origin === base && (pathname === home || pathname.startsWith(`${home}/`))
  const isDoor = /^\/admin\/(?:sign-in|sign-out|link|setup|invitation|confirm)(?:\/|$)/.test(pathname)
  return isOurs && !isDoor ? `${pathname}${search}${hash}` : home
}
