const firstPauseMs = 60_000
const longestPauseMs = 3_600_000

/**
 * Domains that said that they get too much: nothing is sent to anybody there for a while, longer each time
 * that they say so again, up to an hour.
 */
export function createDomainPauses() {
  const pauses = new Map<string, { until: number; ms: number }>()
  return {
    /** Until when nothing is sent to a domain; null where it may be. */
    until: (domain: string, now: number): number | null => {
      const { until = 0 } = pauses.get(domain) ?? {}
      return until > now ? until : null
    },
    /** Begins a pause, or a longer one; what was on its way at the same time begins one together. Returns its end. */
    begin: (domain: string, now: number): number => {
      const before = pauses.get(domain)
      if (before && before.until > now) return before.until
      const ms = Math.min(before ? before.ms * 2 : firstPauseMs, longestPauseMs)
      pauses.set(domain, { until: now + ms, ms })
      return now + ms
    },
    end: (domain: string): void => {
      pauses.delete(domain)
    },
  }
}

/** The part of an address behind its last @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
