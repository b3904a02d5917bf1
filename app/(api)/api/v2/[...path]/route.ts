import { publicDocument } from '#app/doors/public-document'

export const dynamic = 'force-dynamic'

/** Whatever else is asked of the Status API is not there, and says so to programs. */
export const GET = publicDocument<{ path: string[] }>({ type: 'json', keptAs: 'statusApi' }, () => null)
