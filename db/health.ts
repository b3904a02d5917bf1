import { statfsSync } from 'node:fs'
import { connection, isBusy, workerTickedAt, type Health } from './connection.ts'
import { isCurrent } from './migrate.ts'

const keptMs = 1_000
/** A lock that somebody holds for a while is no failure; one that never ends is. */
const lockToleratedMs = 30_000
const workerSilentMs = 30_000
const leastFreeBytes = 64 * 1024 * 1024

type HealthCheck = 'database' | 'migrations' | 'worker' | 'disk'

let kept: { at: number; health: Health } | null = null
let lockedSince: number | null = null

/** Whether the service can really do its work: write, with the right schema, with a live worker, on a disk with room. */
export function checkHealth(dataDir: string, now: number): Health {
  if (kept && now >= kept.at && now - kept.at < keptMs) return kept.health
  const checks: Record<HealthCheck, () => boolean> = {
    database: () => canWrite(now),
    migrations: () => isCurrent(connection()),
    worker: () => now - workerTickedAt() < workerSilentMs,
    disk: () => hasRoom(dataDir),
  }
  const failing = (Object.keys(checks) as HealthCheck[]).filter((name) => !passes(checks[name]))
  kept = { at: now, health: { failing } }
  return kept.health
}

/** A check that throws has failed: that is its answer, not an error to report twice. */
function passes(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}

function canWrite(now: number): boolean {
  const client = connection().$client
  try {
    client.exec('begin immediate')
    try {
      client.exec('update revision set number = number + 1')
    } finally {
      client.exec('rollback')
    }
    lockedSince = null
    return true
  } catch (error) {
    if (!isBusy(error)) return false
    lockedSince ??= now
    return now - lockedSince < lockToleratedMs
  }
}

function hasRoom(dataDir: string): boolean {
  const { bavail, bsize } = statfsSync(dataDir)
  return bavail * bsize > leastFreeBytes
}
