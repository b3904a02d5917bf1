/** Where the second factor is asked for, on the way to a page. */
export function secondFactorQuestion(next: string): string {
  return `/admin/sign-in/second-factor?next=${encodeURIComponent(next)}`
}
