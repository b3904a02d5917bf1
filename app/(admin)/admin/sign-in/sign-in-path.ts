import type { SignInProblem } from '#auth/single-sign-on'

interface SignInQuery {
  problem?: SignInProblem | 'failed'
  next?: string
}

interface Interrupted {
  problem: SignInProblem | 'failed'
  next: string
  /** Whether somebody who is signed in was to be asked anew. */
  asksAnew: boolean
}

/** Where it is said what a sign-in at the provider came to: on the page on which it was begun. */
export function problemPath({ problem, next, asksAnew }: Interrupted): string {
  return asksAnew ? `/admin/confirm?${new URLSearchParams({ problem, next })}` : signInPath({ problem, next })
}

/** The sign-in page's address, with what it is to say and where it leads on. */
export function signInPath(query: SignInQuery): string {
  return `/admin/sign-in?${new URLSearchParams({ ...query })}`
}
