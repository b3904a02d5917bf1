import { log } from '#log'
import { UnconfirmedError } from './site.ts'

const tickMs = 500
const firstDelayMs = 1_000
const longestDelayMs = 60_000

export interface MirrorHealth {
  /** Seconds since something was published that the mirror does not show yet, or since it should have been confirmed. */
  lagSeconds: number
  /** What went wrong last; null while all is well. */
  problem: string | null
}

export interface Mirror {
  health: (now: number) => MirrorHealth
  stop: () => void
}

interface Mirrored {
  name: string
  /** Writes what changed. */
  write: () => Promise<{ written: number }>
  /** Which state is published now; null where it can't be known. */
  revision: () => number | null
  /** Without anything new, it is written this often, so that its pages know that they are not old. */
  everyMs: number
}

/** Keeps a static copy of the page: soon after each publication, and later and later again while that fails. */
export function startMirror({ name, write, revision, everyMs }: Mirrored): Mirror {
  let writtenRevision: number | null = null
  let writtenAt = -Infinity
  let dueSince: number | null = null
  let problem: string | null = null
  let delayMs = firstDelayMs
  let nextTryAt = 0
  let isWriting = false

  async function pass(wanted: number, startedAt: number): Promise<void> {
    try {
      const { written } = await write()
      log.info({ mirror: name, written, durationMs: Date.now() - startedAt }, 'the mirror is up to date')
      writtenRevision = wanted
      writtenAt = startedAt
      dueSince = null
      problem = null
      delayMs = firstDelayMs
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
      nextTryAt = Date.now() + delayMs
      delayMs = Math.min(delayMs * 2, longestDelayMs)
      if (error instanceof UnconfirmedError) log.warn({ mirror: name, problem }, 'the mirror waits')
      else log.error({ error, mirror: name, delayMs }, 'the mirror could not be written; it is tried again')
    }
  }

  function tick(): void {
    const now = Date.now()
    const wanted = revision()
    if (wanted === null) return
    const isDue = wanted !== writtenRevision || now - writtenAt >= everyMs
    if (isDue) dueSince ??= now
    if (!isDue || isWriting || now < nextTryAt) return
    isWriting = true
    void pass(wanted, now).finally(() => (isWriting = false))
  }

  const timer = setInterval(tick, tickMs)
  return {
    health: (now) => ({ lagSeconds: dueSince === null ? 0 : Math.round((now - dueSince) / 1_000), problem }),
    stop: () => clearInterval(timer),
  }
}
