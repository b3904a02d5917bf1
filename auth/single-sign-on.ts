import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  type Configuration,
} from 'openid-client'
import type { z } from 'zod'
import type { Connection } from '#db/connection'
import { SealedError } from '#db/sealed'
import type { Actor } from '#domain/actor'
import { admitPerson, type RefusedReason, type vouchedInput } from '#domain/single-sign-on/admission'
import { groupsOfClaims } from '#domain/single-sign-on/roles-of-groups'
import { readSingleSignOn, type SingleSignOn } from '#domain/single-sign-on/settings'
import { log } from '#log'
import { authFor } from './auth.ts'
import { originOf } from './origin.ts'
import { attemptCookie, readAttempt, type Attempt } from './single-sign-on-attempt.ts'
import { askedAge, provenAtProvider } from './single-sign-on-proof.ts'
import { findProvider, problemOf, ProviderError, redirectAddress } from './single-sign-on-provider.ts'
import { unsealFor } from './single-sign-on-secret.ts'
import { beginTry, TooManyTriesError } from './tries.ts'

/** Why single sign-on ended at the sign-in page: a word of its address, for which it has sentences. */
export type SignInProblem =
  | RefusedReason
  | 'down'
  | 'wrong'
  | 'begun_elsewhere'
  | 'cancelled'
  | 'not_believed'
  | 'not_anew'
  | 'too_many'
  | 'too_many_groups'

type Problem = { problem: SignInProblem }
export type SingleSignOnStep = { goTo: string; cookies: string[] } | Problem

interface Answer {
  vouched: z.input<typeof vouchedInput>
  /** When they last proved to the provider who they are. */
  provenAt: number
  /** The local path to go on to. */
  next: string
}

interface BeginOptions {
  /** The local path to go on to. */
  next: string
  /** Whether the provider is to ask anew who sits there. */
  asksAnew: boolean
}

/**
 * Begins a sign-in: where at the provider it goes on, and the cookie that keeps what its answer must match.
 * From one address that can be done as often as a password can be tried.
 */
export async function beginSingleSignOn(
  db: Connection,
  headers: Headers,
  { next, asksAnew }: BeginOptions,
  now: number,
): Promise<SingleSignOnStep> {
  const settings = readSingleSignOn(db)
  if (!settings) return { problem: 'off' }
  try {
    beginTry(db, headers, { door: 'provider', account: null }, now)
  } catch (error) {
    if (error instanceof TooManyTriesError) return { problem: 'too_many' }
    throw error
  }
  const provider = await openProvider(settings)
  if ('problem' in provider) return provider
  const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const attempt: Attempt = { ...secrets, next, asksAnew, beganAt: now }
  const goTo = buildAuthorizationUrl(provider.found, {
    redirect_uri: redirectAddress(),
    scope: settings.scopes,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ...askedAge(asksAnew),
  })
  return { goTo: goTo.href, cookies: [attemptCookie(attempt)] }
}

/**
 * Reads the provider's answer: its state, the code's exchange, the ID token's issuer, audience, signature,
 * nonce and times, and of somebody who was to be asked anew when that was (OpenID Connect Core 1.0, 3.1.3.7). An answer can be read once.
 */
export async function readAnswer(
  db: Connection,
  headers: Headers,
  query: URLSearchParams,
  now: number,
): Promise<Answer | Problem> {
  const settings = readSingleSignOn(db)
  if (!settings) return { problem: 'off' }
  const attempt = readAttempt(headers, now)
  if (!attempt || query.get('state') !== attempt.state) return { problem: 'begun_elsewhere' }
  const provider = await openProvider(settings)
  if ('problem' in provider) return provider
  const read = await readVouched(provider.found, settings, attempt, query)
  if ('problem' in read) return read
  const tellsTime = provider.found.serverMetadata().claims_supported?.includes('auth_time') ?? false
  const provenAt = provenAtProvider({ authTime: read.authTime, tellsTime }, attempt, now)
  if (provenAt === null) {
    log.warn({ authTime: read.authTime, issuer: settings.issuer }, 'the provider did not ask anew, or does not say so')
    return { problem: 'not_anew' }
  }
  return { vouched: read.vouched, provenAt, next: attempt.next }
}

/** Lets in whom the provider vouched for, as the domain says, and begins a session. */
export async function signInVouched(
  db: Connection,
  headers: Headers,
  { vouched, provenAt, next }: Answer,
  now: number,
): Promise<SingleSignOnStep> {
  const admission = admitPerson(db, { ...passedOn, ...originOf(headers) }, vouched, now)
  if ('refused' in admission) return { problem: admission.refused }
  const { personId } = admission
  const started = await authFor(db).api.startVouchedSession({
    headers,
    body: { personId, at: now, provenAt },
    returnHeaders: true,
  })
  return { goTo: next, cookies: started.headers.getSetCookie() }
}

/** Who passes the provider's word on, for the audit log. */
const passedOn: Actor & { kind: 'worker' } = { kind: 'worker', name: 'Single sign-on', role: 'owner' }

async function openProvider(settings: SingleSignOn): Promise<{ found: Configuration } | Problem> {
  const { issuer, clientId, clientSecret } = settings
  try {
    const secret = clientSecret === null ? null : unsealFor('clientSecret', clientSecret)
    return { found: await findProvider({ issuer, clientId, clientSecret: secret }) }
  } catch (error) {
    if (error instanceof SealedError) {
      log.error({ error }, 'the client’s secret can’t be opened: write it again in the settings of single sign-on')
      return { problem: 'wrong' }
    }
    if (!(error instanceof ProviderError)) throw error
    log.warn({ reason: error.message, issuer }, 'the provider of single sign-on can’t be used')
    return { problem: error.code }
  }
}

async function readVouched(
  provider: Configuration,
  settings: SingleSignOn,
  attempt: Attempt,
  query: URLSearchParams,
): Promise<{ vouched: Answer['vouched']; authTime: unknown } | Problem> {
  const { issuer, groupsClaim } = settings
  try {
    const claims = await readClaims(provider, settings, attempt, query)
    const groups = groupsOfClaims(claims, groupsClaim)
    if (groups === null) return { problem: 'too_many_groups' }
    const vouched = {
      issuer,
      subject: claims.sub,
      email: textOf(claims.email),
      // Some providers write it as text.
      isEmailVerified: claims.email_verified === true || claims.email_verified === 'true',
      name: textOf(claims.name) ?? textOf(claims.preferred_username),
      groups,
    }
    return { vouched, authTime: claims.auth_time }
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      log.warn({ reason: error.error, issuer }, 'the provider let nobody in')
      return { problem: error.error === 'access_denied' ? 'cancelled' : 'not_believed' }
    }
    log.warn({ reason: reasonOf(error), issuer }, 'an answer of the provider was not believed')
    if (problemOf(error, new URL(issuer)).code === 'down') return { problem: 'down' }
    const isOurFault = error instanceof ResponseBodyError && clientErrors.includes(error.error)
    return { problem: isOurFault ? 'wrong' : 'not_believed' }
  }
}

interface Claims extends Record<string, unknown> {
  sub: string
}

/** What the ID token says; what it does not say of address and groups is asked for, of the same subject. */
async function readClaims(
  provider: Configuration,
  { groupsClaim }: SingleSignOn,
  { state, nonce, verifier }: Attempt,
  query: URLSearchParams,
): Promise<Claims> {
  const answer = await authorizationCodeGrant(provider, new URL(`${redirectAddress()}?${query}`), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = answer.claims()
  if (!claims) throw new Error('the answer holds no ID token')
  const isWhole = claims.email !== undefined && (groupsOfClaims(claims, groupsClaim)?.length ?? 1) > 0
  if (isWhole || provider.serverMetadata().userinfo_endpoint === undefined) return claims
  const { auth_time } = claims
  return { ...(await fetchUserInfo(provider, answer.access_token, claims.sub)), ...claims, auth_time }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** What the provider says where its client's id or secret is wrong here (RFC 6749, 5.2). */
const clientErrors = ['invalid_client', 'unauthorized_client']

/** For the server's log: what the provider said, or which check failed. */
function reasonOf(error: unknown): string {
  if (error instanceof ResponseBodyError) return `${error.error}: ${error.error_description ?? 'no more is said'}`
  const messages: string[] = []
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message)
  return messages.join(': ')
}
