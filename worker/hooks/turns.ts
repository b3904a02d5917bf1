const retryMs = 1_000
const mostRemembered = 10_000

/**
 * Who may be posted to now: each host by so many at once, each address once in `everyMs` and not while it
 * asked for patience. Whoever has no turn holds nobody else up: its message is taken up again later.
 */
export function createTurns({ atOnce, everyMs }: { atOnce: number; everyMs: number }) {
  /** How many posts are on their way, by host. */
  const running = new Map<string, number>()
  /** When the next one may go, by address. */
  const nextAt = new Map<string, number>()
  return {
    /** Takes a turn, and returns null; where there is none, when to ask again. */
    take: (target: string, now: number): number | null => {
      const next = nextAt.get(target) ?? 0
      if (next > now) return next
      const { host } = new URL(target)
      const already = running.get(host) ?? 0
      if (already >= atOnce) return now + retryMs
      running.set(host, already + 1)
      if (everyMs > 0) {
        nextAt.set(target, now + everyMs)
        if (nextAt.size > mostRemembered) for (const [one, at] of nextAt) if (at <= now) nextAt.delete(one)
      }
      return null
    },
    /** Gives a turn back. */
    giveBack: (target: string): void => {
      const { host } = new URL(target)
      const left = (running.get(host) ?? 1) - 1
      if (left === 0) running.delete(host)
      else running.set(host, left)
    },
    /** Leaves an address alone until an instant. */
    rest: (target: string, until: number): void => {
      nextAt.set(target, until)
    },
  }
}
