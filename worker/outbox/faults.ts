import { DatabaseClosedError, isBusy } from '#db/connection'
import { log } from '#log'

/** Logs what went wrong in the outbox. Without a database there is nothing to send; a lock that lasts is tried again like it. */
export function logFault(error: unknown, name: string): void {
  if (!(error instanceof DatabaseClosedError) && !isBusy(error)) log.error({ error, name }, 'the outbox failed')
}
