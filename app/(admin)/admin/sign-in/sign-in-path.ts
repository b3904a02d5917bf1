import type { SignInProblem } from '#auth/single-sign-on'

interface SignInQuery {
  problem?: SignInProblem | 'failed'
  next?: string
}

/** The sign-in page's address, with what it is to say and where it leads on. */
export function signInPath(query: SignInQuery): string {
  return `/admin/sign-in?${new URLSearchParams({ ...query })}`
}
