/** So many failures of one address, one after another, pause it; so many addresses of one host that failed pause the host. */
const mostFailures = 5
const openMs = 5 * 60_000
const mostRemembered = 10_000

interface Address {
  failures: number
  openUntil: number
}

interface Host {
  /** The addresses that failed since anything was answered there. */
  failed: Set<string>
  openUntil: number
}

/**
 * A circuit breaker for each address, and one for its host, which many may share whom a stranger's own
 * address must not silence: it opens where several addresses failed and nothing was answered there between.
 * Nothing is sent for five minutes then; after that an address's next failure opens its own again, while its
 * host begins anew.
 */
export function createBreakers() {
  const addresses = new Map<string, Address>()
  const hosts = new Map<string, Host>()
  return {
    /** Until when nothing is sent to an address; null where it may be. */
    openUntil: (target: string, now: number): number | null => {
      const until = Math.max(addresses.get(target)?.openUntil ?? 0, hosts.get(hostOf(target))?.openUntil ?? 0)
      return until > now ? until : null
    },
    /** Notes that an address took something. */
    succeeded: (target: string): void => {
      addresses.delete(target)
      hosts.delete(hostOf(target))
    },
    /** Notes a failure; whether nothing is sent there for a while from now on. */
    failed: (target: string, now: number): boolean => {
      const host = hosts.get(hostOf(target)) ?? { failed: new Set(), openUntil: 0 }
      if (host.openUntil <= now && host.failed.add(target).size >= mostFailures) {
        host.openUntil = now + openMs
        host.failed.clear()
      }
      remember(hosts, hostOf(target), host)
      const { failures, openUntil } = addresses.get(target) ?? { failures: 0, openUntil: 0 }
      const isOpened = failures + 1 >= mostFailures && openUntil <= now
      remember(addresses, target, { failures: failures + 1, openUntil: isOpened ? now + openMs : openUntil })
      return Math.max(isOpened ? now + openMs : openUntil, host.openUntil) > now
    },
  }
}

function hostOf(target: string): string {
  return new URL(target).host
}

/** Whoever failed longest ago is forgotten first. */
function remember<Value>(all: Map<string, Value>, key: string, value: Value): void {
  all.delete(key)
  all.set(key, value)
  const [oldest] = all.keys()
  if (all.size > mostRemembered && oldest !== undefined) all.delete(oldest)
}
