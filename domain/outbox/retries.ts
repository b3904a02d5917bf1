const firstWaitMs = 30_000
const longestWaitMs = 3_600_000
/** An update of yesterday serves nobody: the page tells it. */
const givenUpAfterMs = 24 * 3_600_000

/**
 * When a message is tried again after its `attempts`th try failed: twice as long each time, from half a
 * minute up to an hour, by up to a fifth more or less (`random` in 0…1), so that many don't come back at
 * once; never before `retryAfter`, an instant that the other side asked for. Null where it is given up,
 * a day after `triedFrom`.
 */
export function nextTryAt(
  { attempts, triedFrom, retryAfter = 0 }: { attempts: number; triedFrom: number; retryAfter?: number },
  random: number,
  now: number,
): number | null {
  const wait = Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs)
  const next = Math.max(now + wait * (0.8 + 0.4 * random), retryAfter)
  return next > triedFrom + givenUpAfterMs ? null : Math.round(next)
}
