/** So many failures one after another open it. */
const mostFailures = 5
const openMs = 5 * 60_000

/**
 * A circuit breaker for each host: after some failures in a row nothing is sent there for five minutes;
 * then one message may try, and opens it again or closes it.
 */
export function createBreakers() {
  const hosts = new Map<string, { failures: number; openUntil: number }>()
  return {
    /** Until when nothing is sent to a host; null where it may be. */
    openUntil: (host: string, now: number): number | null => {
      const { openUntil = 0 } = hosts.get(host) ?? {}
      return openUntil > now ? openUntil : null
    },
    succeeded: (host: string): void => {
      hosts.delete(host)
    },
    /** Notes a failure; whether that opened it. */
    failed: (host: string, now: number): boolean => {
      const { failures, openUntil } = hosts.get(host) ?? { failures: 0, openUntil: 0 }
      const isOpened = failures + 1 >= mostFailures && openUntil <= now
      hosts.set(host, { failures: failures + 1, openUntil: isOpened ? now + openMs : openUntil })
      return isOpened
    },
  }
}
