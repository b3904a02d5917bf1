import { config } from '#config'
import { connection, type Connection } from '#db/connection'
import { originOf } from '#auth/origin'
import type { TokenActor } from '#domain/actor'
import { noteTokenUse, readTokenActor } from '#domain/tokens/tokens'
import { withRetry } from '../retry.ts'
import { createKeptReads } from './kept-reads.ts'
import { createMinuteCounts, mostWrongTokens } from './program-limits.ts'
import { RefusedError } from './program-problems.ts'

const perToken = createMinuteCounts()
const wrongPerAddress = createMinuteCounts()
/** Whose use was noted in this minute, so that the database is asked no oftener. */
const notedUses = createMinuteCounts()
const keptActor = createKeptReads<TokenActor | null>()

interface AskedBy {
  /** Path and query. */
  url: string
  headers: Headers
}

export interface Admitted {
  actor: TokenActor
  /** Notes that the token was used, where that is due. */
  noteUse: (db: Connection) => void
}

/**
 * Lets a program in by the token that it sends (`Authorization: OAuth …` or `Bearer …`). Throws 401 for
 * nobody, and 429 for whoever asks too often or tries one wrong token after another.
 */
export async function admitProgram(request: AskedBy, now: number): Promise<Admitted> {
  const token = sentToken(request)
  const known = token === null ? null : await withRetry(() => knownActor(connection(), token, now))
  const actor = {
    ...admitted(known, token, request.headers.get('x-candor-address'), now),
    ...originOf(request.headers),
  }
  const isDue = notedUses.add(`${actor.id} ${actor.address ?? ''}`, 1, now) === 0
  return {
    actor,
    noteUse: (db) => {
      if (isDue) noteTokenUse(db, actor.id, actor.address ?? null, now)
    },
  }
}

/** Forgets what was counted; for tests. */
export function forgetCounts(): void {
  perToken.clear()
  wrongPerAddress.clear()
  notedUses.clear()
}

/** Whoever a token lets act. A revocation is seen at once; what ends by itself works for at most a second more. */
function knownActor(db: Connection, token: string, now: number): TokenActor | null {
  return keptActor(db, token, now, () => readTokenActor(db, token, now))
}

/** The token that a request names; null where it names none. Throws 401 for one in the address. */
function sentToken({ headers, url }: AskedBy): string | null {
  if (/[?&]api_key=/.test(url)) {
    throw refused(
      401,
      'A token does not belong into an address, where logs keep it. Send it as the header Authorization: OAuth <token>, and make a new one: this one was shown.',
    )
  }
  return /^(?:OAuth|Bearer)\s+(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1] ?? null
}

/** Throws 401 for nobody, and 429 for whoever asks too often or tries one wrong token after another. */
function admitted(actor: TokenActor | null, token: string | null, address: string | null, now: number): TokenActor {
  if (!actor) {
    const seconds = wrongPerAddress.add(address ?? '', mostWrongTokens, now)
    if (seconds > 0) throw tooOften(seconds, 'Too many requests without a valid token came from your address.')
    throw refused(
      401,
      token === null
        ? 'Could not authenticate: send a token as the header Authorization: OAuth <token>.'
        : 'Could not authenticate: this token is unknown, has ended or was revoked.',
    )
  }
  const { apiRate } = config()
  const seconds = perToken.add(actor.id, apiRate, now)
  if (seconds > 0) throw tooOften(seconds, `This token may make ${apiRate} requests a minute.`)
  return actor
}

export function refused(status: number, message: string): RefusedError {
  return new RefusedError({
    status,
    message,
    ...(status === 401 ? { headers: { 'WWW-Authenticate': 'Bearer realm="Candor"' } } : {}),
  })
}

function tooOften(seconds: number, why: string): RefusedError {
  return new RefusedError({
    status: 429,
    message: `${why} Try again in ${seconds} seconds.`,
    headers: { 'Retry-After': String(seconds) },
  })
}
