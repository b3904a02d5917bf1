/** The token of the link under whose page a form stands. */
export function tokenOf(form: URLSearchParams): string {
  return form.get('token') ?? ''
}

/** The page of a form's link, and what it has to say; the page itself says where the link is nobody's. */
export function linkPath(
  use: 'confirm' | 'manage' | 'leave',
  form: URLSearchParams,
  says: { done: string } | { returned: string } | null = null,
): string {
  const path = `/subscriptions/${use}/${encodeURIComponent(tokenOf(form) || 'none')}`
  return says ? `${path}?${new URLSearchParams({ ...says })}` : path
}
