import { hashPassword, verifyPassword } from 'better-auth/crypto'

/** A hash takes about 100 ms and one of four threads that file and name look-ups need too: one at a time is enough. */
export const mostWaiting = 50
const secondsUntilShorter = 5

/** Said when so many wait for their password to be looked at that one more would wait too long. */
export class TooBusyError extends Error {
  readonly retryAfterSeconds = secondsUntilShorter
}

interface Queue {
  last: Promise<unknown>
  waiting: number
}

/** One for the process: Next may load this file more than once. */
const place = Symbol.for('candor.password-queue')
const holder = globalThis as typeof globalThis & { [place]?: Queue }
const queue = (holder[place] ??= { last: Promise.resolve(), waiting: 0 })

/** Runs what is costly after all that came before it. Throws TooBusyError where 50 wait already. */
export function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  // The one that runs is not waiting.
  if (queue.waiting > mostWaiting) return Promise.reject(new TooBusyError('too many passwords wait to be looked at'))
  queue.waiting += 1
  const done = queue.last.then(run).finally(() => void (queue.waiting -= 1))
  // Whoever waits behind it does not fail with it; its own caller hears of it.
  queue.last = done.catch(() => undefined)
  return done
}

/** better-auth's own scrypt, one password at a time. */
export const passwordsInTurn = {
  hash: (password: string) => inTurn(() => hashPassword(password)),
  verify: (given: { hash: string; password: string }) => inTurn(() => verifyPassword(given)),
}
