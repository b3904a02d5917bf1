/** Where the admin area shows what an audit row is of; null where it has no place of its own. */
export function subjectPlace({ kind, id }: { kind: string; id: string }): string | null {
  const safeId = encodeURIComponent(id)
  switch (kind) {
    case 'incident':
      return `/admin/incidents/${safeId}`
    case 'component':
      return `/admin/components/${safeId}`
    case 'component_group':
      return '/admin/components'
    case 'page':
      return '/admin/settings'
    case 'person':
    case 'invitation':
    case 'access_review':
    case 'access_policy':
      return '/admin/people'
    case 'api_token':
      return '/admin/tokens'
    case 'subscriber':
      return `/admin/subscribers/${safeId}`
    case 'hold':
      return '/admin/held'
    case 'subscribers':
      return '/admin/subscribers'
    default:
      return null
  }
}

/** `component_group` as people write it. */
export function kindWords(kind: string): string {
  return kind.replaceAll('_', ' ').replace(/\bapi\b/, 'API')
}
