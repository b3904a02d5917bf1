import { config } from '#config'
import { connection, type Connection } from '#db/connection'
import { originOf } from '#auth/origin'
import { mustAct, mustHaveScope, mustReachEverything, type Scope, type TokenActor } from '#domain/actor'
import { write, type Db } from '#domain/database'
import { answerOnce, type KeptAnswer } from '#domain/management-api/idempotency'
import type { Operation } from '#domain/management-api/operation'
import { findOperation } from '#domain/management-api/operation-paths'
import { withRetry } from '../retry.ts'
import { createKeptReads } from './kept-reads.ts'
import { admitProgram, refused } from './program-admission.ts'
import { readBody } from './program-body.ts'
import { programProblemOf, WrongShapeError } from './program-problems.ts'

export interface ProgramRequest {
  method: string
  /** Path and query. */
  url: string
  headers: Headers
  body: string
}

export interface ProgramAnswer {
  status: number
  headers: Record<string, string>
  /** JSON; null where there is none. */
  body: string | null
}

/** What a token that is held to some components has no part in. */
const concernsAll = new Set<Scope>([
  'page:write',
  'people:write',
  'subscribers:read',
  'subscribers:write',
  'tokens:write',
])
const keyPattern = /^[\x21-\x7e]{1,255}$/
const keptAnswer = createKeptReads<string | null>()

/**
 * The door of the management API. Whoever sends a request is a program with a token
 * (`Authorization: OAuth …` or `Bearer …`) that has the operation's scope and role, and asks no
 * oftener than it may; query and body are of the operation's shape. A write runs in one transaction,
 * whose answer is kept with it where the request names an `Idempotency-Key`. A lock is waited for.
 */
export async function answerProgram(request: ProgramRequest): Promise<ProgramAnswer> {
  const origin = originOf(request.headers)
  try {
    const now = Date.now()
    const { actor, noteUse } = await admitProgram(request, now)
    const { operation, params } = findOperation(request)
    const answer = await withRetry(() => {
      noteUse(connection())
      return operate(connection(), operation, { request, params, actor, now })
    })
    return { status: answer.status, headers: headersOf(answer.body), body: answer.body }
  } catch (error) {
    const { status, message, headers } = programProblemOf(error, origin.requestId)
    const body = JSON.stringify({ error: message, message })
    return { status, headers: { ...headersOf(body), ...headers }, body }
  }
}

function headersOf(body: string | null): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    ...(body === null ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
  }
}

interface Operating {
  request: ProgramRequest
  params: Record<string, string>
  actor: TokenActor
  now: number
}

function operate(db: Connection, operation: Operation, { request, params, actor, now }: Operating): KeptAnswer {
  mustHaveScope(actor, operation.scope)
  mustAct(actor, operation.needs)
  if (concernsAll.has(operation.scope)) mustReachEverything(actor)
  const query = shaped(operation.query, Object.fromEntries(new URL(request.url, 'http://local').searchParams))
  const body = operation.body
    ? shaped(operation.body, readBody(request.body, request.headers.get('content-type') ?? ''))
    : null
  const { url } = config()
  const run = (tx: Db) => operation.run({ db: tx, actor, url, now, params, query, body })
  const { status } = operation.answer
  const answerOf = (value: unknown) => ({ status, body: operation.answer.schema ? JSON.stringify(value) : null })
  if (operation.method === 'GET') {
    return { status, body: keptAnswer(db, `${actor.id} ${request.url}`, now, () => answerOf(run(db)).body) }
  }
  const key = keyOf(operation, request)
  if (key === null) return answerOf(write(db, run))
  return write(db, (tx) => {
    let value: unknown
    const keyed = { tokenId: actor.id, key, method: request.method, path: request.url, body: request.body }
    const once = () => {
      value = run(tx)
      return answerOf(value)
    }
    return answerOnce(tx, keyed, once, () => answerOf(operation.kept(value)), now)
  })
}

/** The key under which an answer is kept; only what is posted may have one. */
function keyOf({ method }: Operation, { headers }: ProgramRequest): string | null {
  const key = headers.get('idempotency-key')
  if (key === null || method !== 'POST') return null
  if (keyPattern.test(key)) return key
  throw refused(400, 'Idempotency-Key must have 1 to 255 visible ASCII characters.')
}

function shaped(schema: Operation['query'], value: unknown): unknown {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new WrongShapeError(result.error)
}
