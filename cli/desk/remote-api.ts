import { guardedFetch } from '#net/guarded-fetch'
import { ApiRefusal, type Api } from './api.ts'

/** The management API of a page that runs elsewhere. Throws ApiRefusal where there is no token or the address is none. */
export function remoteApi(url: string, token: string | null): Api {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new ApiRefusal(`${url} is not an address such as https://status.example.com.`)
  }
  if (token === null) {
    throw new ApiRefusal(
      'Set CANDOR_TOKEN to a token of that page. An owner makes one at /admin/tokens, or with candor token create.',
    )
  }
  const { origin } = new URL(url)
  return {
    ask: async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
      const answer = await guardedFetch(`${origin}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The terminal's own user named this host; the token goes nowhere else.
        allowPrivate: true,
        maxRedirects: 0,
      })
      const text = answer.body.toString('utf8')
      if (answer.status < 200 || answer.status > 299) throw new ApiRefusal(refusalIn(text, origin, answer.status))
      return (text === '' ? null : JSON.parse(text)) as Answer
    },
    close: () => undefined,
  }
}

function refusalIn(text: string, origin: string, status: number): string {
  const unexpected = `${origin} answered with ${status}, which is no answer of Candor’s. Is the address right?`
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    return typeof message === 'string' ? message : unexpected
  } catch (error) {
    if (error instanceof SyntaxError) return unexpected
    throw error
  }
}
