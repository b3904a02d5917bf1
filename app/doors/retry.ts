import { isBusy } from '#db/connection'

const firstDelayMs = 20
const longestDelayMs = 500
const givesUpAfterMs = 10_000

/** Said when the database stayed locked for as long as anybody should wait. */
export class StillBusyError extends Error {}

/** Runs a read or write, again with backoff while another writer holds the lock, for at most 10 s. */
export async function withRetry<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  const startedAt = performance.now()
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    try {
      return await run()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() - startedAt > givesUpAfterMs)
        throw new StillBusyError('the database stayed locked', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
  }
}
