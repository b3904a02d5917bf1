import type { AuditQuery } from '#domain/audit/records'

const names = ['actor', 'action', 'subject', 'from', 'to', 'search'] as const

/** What an address asks of the audit log; a name that stands twice counts for nothing. */
export function auditQueryOf(params: Record<string, string | string[] | undefined>): AuditQuery {
  const textOf = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    actor: textOf('actor'),
    action: textOf('action'),
    subject: textOf('subject'),
    from: textOf('from'),
    to: textOf('to'),
    search: textOf('search'),
  }
}

/** The address at which a query is answered; `page` is left out where there are none. */
export function auditAddress(query: Partial<AuditQuery>, { path = '/admin/audit', page = 1 } = {}): string {
  const said = new URLSearchParams()
  for (const name of names) if (query[name]) said.set(name, query[name])
  if (page > 1) said.set('page', String(page))
  const text = said.toString()
  return text === '' ? path : `${path}?${text}`
}
