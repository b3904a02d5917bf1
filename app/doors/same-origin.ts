/**
 * Whether a request that writes comes from a page of this server: browsers name the page's origin,
 * and another site can't. The edge drops `X-Forwarded-Host` from whoever is no trusted proxy.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  const [forwarded = ''] = (headers.get('x-forwarded-host') ?? '').split(',')
  return [forwarded.trim() || headers.get('host'), new URL(publicUrl).host].includes(host)
}
