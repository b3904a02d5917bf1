import { z, ZodError } from 'zod'
import { TooBusyError } from '#auth/password-queue'
import { TooManyTriesError } from '#auth/tries'
import { DatabaseClosedError, isBusy } from '#db/connection'
import { DomainError } from '#domain/errors'
import { AlreadySentError } from '#domain/forms/submissions'
import { StaleViewError } from '#domain/stale-view'
import { log } from '#log'
import type { Stale } from './forms/form-state.ts'
import { ConfirmFirstError } from './recent-authentication.ts'
import { StillBusyError } from './retry.ts'
import { waitWords } from './wait-words.ts'

export interface Problem {
  message: string | null
  errors: Record<string, string>
  stale?: Stale
  isSpent?: true
  sentBeforeTo?: string | null
  asksToConfirm?: true
  /** How the answer's head says it, where more than its words do. */
  head?: { status: 429 | 503; retryAfterSeconds: number }
}

/** What to tell somebody of an error; what is nobody's input is logged with the request's id, and nothing of it is shown. */
export function problemOf(error: unknown, requestId: string | null): Problem {
  if (error instanceof ZodError) {
    const errors: Record<string, string> = {}
    let message: string | null = null
    for (const issue of error.issues) {
      const [field] = issue.path
      if (field === undefined) message ??= issue.message
      else errors[String(field)] ??= issue.message
    }
    return { message, errors }
  }
  if (error instanceof StaleViewError) {
    return { message: null, errors: {}, stale: staleOf(error) }
  }
  if (error instanceof AlreadySentError) {
    return { message: error.message, errors: {}, isSpent: true, sentBeforeTo: pathIn(error.answer) }
  }
  if (error instanceof DomainError) {
    return error.field
      ? { message: null, errors: { [error.field]: error.message } }
      : { message: error.message, errors: {} }
  }
  if (error instanceof ConfirmFirstError) {
    return { message: 'This needs to know that it is still you who sits there.', errors: {}, asksToConfirm: true }
  }
  if (error instanceof TooManyTriesError) {
    const { retryAfterSeconds } = error
    const message = `Too many tries. Wait ${waitWords(retryAfterSeconds)}, then try again.`
    return { message, errors: {}, head: { status: 429, retryAfterSeconds } }
  }
  if (error instanceof TooBusyError) {
    const { retryAfterSeconds } = error
    const message = `Many people are signing in at this moment. Wait ${waitWords(retryAfterSeconds)}, then press the button again.`
    return { message, errors: {}, head: { status: 503, retryAfterSeconds } }
  }
  if (error instanceof StillBusyError || isBusy(error)) {
    return {
      message:
        'Nothing was saved: the database is busy with something else. What you typed is still here; try again in a moment.',
      errors: {},
    }
  }
  if (error instanceof DatabaseClosedError) {
    return {
      message:
        'Nothing was saved: the database can’t be used right now. What you typed is still here. Tell whoever runs this server.',
      errors: {},
    }
  }
  log.error({ error, requestId }, 'an action failed')
  return {
    message: `Nothing was saved, because something went wrong on our side. What you typed is still here; try again. (Request ${requestId ?? 'unknown'})`,
    errors: {},
  }
}

/** What a form is told of what others did meanwhile. */
export function staleOf({ message, changes, seen }: StaleViewError): Stale {
  return { message, changes, seen }
}

/** Where an answer that was given before led to. */
function pathIn(answer: unknown): string | null {
  const led = z.object({ redirectTo: z.string() }).safeParse(answer)
  return led.success ? led.data.redirectTo : null
}
