import { z } from 'zod'
import type { Actor, Role, Scope } from '../actor.ts'
import type { Db } from '../database.ts'

/**
 * One operation of the management API. To add some: write them with `operation()` in a file of their
 * own, and put that file's list into `operations.ts`. The door (app/doors/programs) then finds them by
 * method and path, asks for token, scope and role, parses query and body with their schemas, runs
 * whatever is no GET in one immediate transaction, keeps and repeats answers for `Idempotency-Key`,
 * and translates errors; `/openapi.json`, `/api` and the tests are made of the same list.
 */
export interface Operation {
  method: Method
  /** Below `/v1`, with `{name}` where a parameter stands. */
  path: string
  /** Under which heading it is described. */
  group: OperationGroup
  /** What it does, in one sentence. */
  summary: string
  /** What a token that is narrowed must have been given; null where none will do. */
  scope: Scope
  /** The least role. Writes check it again, each for itself. */
  needs: Role
  query: z.ZodType
  /** Null where it takes no body: then what is sent is ignored. */
  body: z.ZodType | null
  answer: {
    status: 200 | 201 | 204 | 501
    /** The name and the schema of its JSON; null where there is none. */
    schema: NamedSchema | null
    isList: boolean
  }
  /** What of an answer may be kept for `Idempotency-Key`; all of it unless told. For what is shown only once. */
  kept: (answer: unknown) => unknown
  run: (request: OperationRequest<unknown, unknown>) => unknown
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type OperationGroup = string

export interface NamedSchema {
  name: string
  shape: z.ZodType
}

/** What an operation is run with. */
export interface OperationRequest<Query, Body> {
  /** A transaction, unless it is a GET. */
  db: Db
  /** A program, or whoever asks from the command line. */
  actor: Actor
  /** The page's public address, without a slash at its end. */
  url: string
  now: number
  /** The parameters of the path. */
  params: Record<string, string>
  query: Query
  body: Body
}

interface Described<Query extends z.ZodType, Body extends z.ZodType> extends Pick<
  Operation,
  'method' | 'path' | 'group' | 'summary' | 'scope' | 'needs'
> {
  query?: Query
  body?: Body
  answer: { status: 200 | 201 | 204; schema?: NamedSchema; isList?: boolean }
  kept?: (answer: unknown) => unknown
  run: (request: OperationRequest<z.output<Query>, z.output<Body>>) => unknown
}

const noQuery = z.object({})

/** Describes an operation, with its `run` typed by its schemas. */
export function operation<Query extends z.ZodType = typeof noQuery, Body extends z.ZodType = z.ZodNull>(
  described: Described<Query, Body>,
): Operation {
  const { query, body, answer, kept, run, ...rest } = described
  return {
    ...rest,
    query: query ?? noQuery,
    body: body ?? null,
    answer: { status: answer.status, schema: answer.schema ?? null, isList: answer.isList ?? false },
    kept: kept ?? ((whole) => whole),
    run: (request) =>
      run({ ...request, query: request.query as z.output<Query>, body: request.body as z.output<Body> }),
  }
}

/** What an operation throws that Candor knows of and has no feature for yet. */
export class NotBuiltError extends Error {}
