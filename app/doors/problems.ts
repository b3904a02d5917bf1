import { ZodError } from 'zod'
import { DatabaseClosedError, isBusy } from '#db/connection'
import { DomainError } from '#domain/errors'
import { log } from '#log'
import { StillBusyError } from './retry.ts'

export interface Problem {
  message: string | null
  errors: Record<string, string>
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
  if (error instanceof DomainError) {
    return error.field
      ? { message: null, errors: { [error.field]: error.message } }
      : { message: error.message, errors: {} }
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
