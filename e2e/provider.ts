import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import Provider, { type Configuration } from 'oidc-provider'

/** Somebody at the provider; their password is never asked for. */
export interface ProviderPerson {
  email: string
  email_verified: boolean
  name: string
  groups: string[]
}

/** A real OpenID provider on this machine. Who signs in there is who was chosen last. */
export interface TestProvider {
  issuer: string
  people: Record<string, ProviderPerson>
  /** Whom the provider takes the browser for; null to be asked, and to go back. */
  signedIn: string | null
  /** When they signed in there, in seconds; now where it is not said. */
  signedInAt: number | undefined
  /** Begins to answer at its address, again after it went down. */
  start: () => Promise<void>
  goDown: () => Promise<void>
  /** Addresses that are no issuer, or not this one, with what is said of each; `candor` is the page's own. */
  wrongIssuers: (candor: string) => [address: string, says: RegExp][]
}

export const clientId = 'candor'
export const clientSecret = 'a-secret-that-nobody-reads-again'

/** Makes a provider that knows one client, with the address that it sends people back to. */
export async function startProvider(redirectUri: string, port: number): Promise<TestProvider> {
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(
    issuer,
    configuration(redirectUri, (id) => test.people[id]),
  )
  // It says what went wrong in its answer, and nothing on the test's console.
  provider.on('server_error', (_context, error) => {
    throw error
  })
  const answer = provider.callback()
  let server: Server | null = null
  const { createServer } = await import('node:http')
  const test: TestProvider = {
    issuer,
    people: {},
    signedIn: null,
    signedInAt: undefined,
    start: () =>
      new Promise((resolve) => {
        server = createServer((request, response) => {
          if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
          void decide(provider, test, request, response)
        }).listen(port, '127.0.0.1', resolve)
      }),
    goDown: () =>
      new Promise((resolve) => {
        server?.closeAllConnections()
        server?.close(() => resolve())
      }),
    wrongIssuers: (candor) => [
      ['login', /Write the provider’s address/],
      ['http://login.acme.example', /must begin with https:/],
      ['http://127.0.0.1:9', /can't be reached/],
      [`${issuer}/realms/other`, /it has no \/\.well-known\/openid-configuration/],
      [issuer.replace('127.0.0.1', 'localhost'), /calls itself http:\/\/127\.0\.0\.1/],
      [candor, /is no provider/],
    ],
  }
  await test.start()
  return test
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/**
 * Begins a sign-in on a page and stops before its answer arrives, whose address it returns; `change` is done to
 * the question on its way, and `query` is what the beginning is asked with.
 */
export async function answerTo(
  page: Page,
  candor: string,
  change: (question: URL) => void = () => undefined,
  query = '',
): Promise<string> {
  const begun = await page.request.get(`${candor}/admin/sign-in/provider${query}`, { maxRedirects: 0 })
  const question = new URL(begun.headers().location ?? '')
  change(question)
  let next = question.href
  while (!next.startsWith(`${candor}/admin/sign-in/return`)) {
    const step = await page.request.get(next, { maxRedirects: 0 })
    next = new URL(step.headers().location ?? '', next).href
  }
  return next
}

function configuration(redirectUri: string, find: (id: string) => ProviderPerson | undefined): Configuration {
  return {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    pkce: { required: () => true, methods: ['S256'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['a key of the test'] },
    findAccount: (_context, id) => {
      const person = find(id)
      return person && { accountId: id, claims: () => ({ sub: id, ...person }) }
    },
    // Every question is answered by `decide`, so that no session of the provider's goes on by itself.
    ttl: { Session: 1, Grant: 60, Interaction: 60, AccessToken: 60, IdToken: 60 },
  }
}

/** Answers what the provider asks: who it is, and whether this client may know. */
async function decide(
  provider: Provider,
  { signedIn, signedInAt }: Pick<TestProvider, 'signedIn' | 'signedInAt'>,
  ...[request, response]: Parameters<Provider['interactionDetails']>
): Promise<void> {
  const { prompt, params, grantId } = await provider.interactionDetails(request, response)
  if (signedIn === null) {
    return provider.interactionFinished(request, response, { error: 'access_denied' })
  }
  if (prompt.name === 'login') {
    const login = { accountId: signedIn, ...(signedInAt === undefined ? {} : { ts: signedInAt }) }
    return provider.interactionFinished(request, response, { login })
  }
  const grant =
    (grantId ? await provider.Grant.find(grantId) : undefined) ??
    new provider.Grant({ accountId: signedIn, clientId: String(params.client_id) })
  grant.addOIDCScope('openid email profile groups')
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}
