const minuteMs = 60_000
/** Wrong tokens that an address may try in a minute before it is told to wait. */
export const mostWrongTokens = 30
/** Counts are kept of so many tokens and addresses; the oldest go first. */
const mostCounted = 10_000

interface Count {
  since: number
  made: number
}

/** Counts what each of many makes within minutes that begin with the first of it. */
export function createMinuteCounts() {
  const counts = new Map<string, Count>()
  return {
    /** Counts one more. Returns 0 while that is within the limit, else after how many seconds to come again. */
    add(name: string, limit: number, now: number): number {
      const known = counts.get(name)
      const count = known && now - known.since < minuteMs && now >= known.since ? known : { since: now, made: 0 }
      if (count !== known) {
        counts.delete(name)
        counts.set(name, count)
        if (counts.size > mostCounted) counts.delete(counts.keys().next().value ?? '')
      }
      count.made++
      return count.made <= limit ? 0 : Math.max(1, Math.ceil((count.since + minuteMs - now) / 1_000))
    },
    clear(): void {
      counts.clear()
    },
  }
}
