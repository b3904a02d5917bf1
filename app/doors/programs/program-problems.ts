import type { z } from 'zod'
import { ZodError } from 'zod'
import { DatabaseClosedError, isBusy } from '#db/connection'
import { DomainError, type DomainErrorCode } from '#domain/errors'
import { NotBuiltError } from '#domain/management-api/operation'
import { NoSuchOperationError } from '#domain/management-api/operation-paths'
import { log } from '#log'
import { StillBusyError } from '../retry.ts'
import { UnreadableBodyError } from './program-body.ts'

/** What a program is told of an error: a status and a sentence, and never where in the code it was. */
export interface ProgramProblem {
  status: number
  message: string
  headers?: Record<string, string>
}

/** Said where query or body are not of the operation's shape, which is told apart from what the domain refuses. */
export class WrongShapeError extends Error {
  readonly problem: ZodError

  constructor(problem: ZodError) {
    super('wrong shape')
    this.problem = problem
  }
}

/** Said by the door itself, before an operation is run. */
export class RefusedError extends Error {
  readonly problem: ProgramProblem

  constructor(problem: ProgramProblem) {
    super(problem.message)
    this.problem = problem
  }
}

const statusOf: Record<DomainErrorCode, number> = { forbidden: 403, not_found: 404, invalid: 422, conflict: 409 }

export function programProblemOf(error: unknown, requestId: string | undefined): ProgramProblem {
  if (error instanceof RefusedError) return error.problem
  if (error instanceof NoSuchOperationError) {
    const { message, allowed } = error
    return allowed.length === 0
      ? { status: 404, message }
      : { status: 405, message, headers: { Allow: allowed.join(', ') } }
  }
  if (error instanceof UnreadableBodyError) return { status: 400, message: error.message }
  if (error instanceof WrongShapeError) return { status: 400, message: shapeWords(error.problem) }
  if (error instanceof NotBuiltError) return { status: 501, message: error.message }
  if (error instanceof DomainError) return { status: statusOf[error.code], message: error.message }
  if (error instanceof ZodError) return { status: 422, message: error.issues.map(({ message }) => message).join(' ') }
  if (error instanceof StillBusyError || isBusy(error) || error instanceof DatabaseClosedError) {
    return {
      status: 503,
      message: 'Nothing was done: the database can’t be used right now. Try again in a moment.',
      headers: { 'Retry-After': '5' },
    }
  }
  log.error({ error, requestId }, 'an operation of the management API failed')
  return {
    status: 500,
    message: `Nothing was done, because something went wrong on our side. (Request ${requestId ?? 'unknown'})`,
  }
}

/** `incident is missing, incident[name] is missing`, as Statuspage says it. */
function shapeWords({ issues }: ZodError): string {
  return issues.map((issue) => wordsOf(issue)).join(', ')
}

function wordsOf(issue: z.core.$ZodIssue): string {
  const [first = 'the body', ...inner] = issue.path.map(String)
  const name = first + inner.map((part) => `[${part}]`).join('')
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  return isMissing ? `${name} is missing` : `${name}: ${issue.message}`
}
