import { config } from '#config'
import { connection, DatabaseClosedError, isBusy } from '#db/connection'
import { readRevision } from '#domain/public/status-page'
import { askAt } from '#mirror/ask'
import { folderTarget } from '#mirror/folder-target'
import { startMirror, type Mirror } from '#mirror/mirror'
import { writeSite } from '#mirror/site'
import type { Target } from '#mirror/target'

const longestRestMs = 60_000

/** Starts to keep the static copy that the settings ask for; null where they ask for none. */
export async function startMirrorJob(): Promise<Mirror | null> {
  const { mirror, ownAddress, url, oldAfterSeconds } = config()
  if (!mirror) return null
  const target = await targetOf(mirror)
  const ask = askAt(ownAddress)
  return startMirror({
    name: target.name,
    write: () => writeSite({ ask, target, origin: url, now: Date.now(), isWhole: false }),
    revision,
    everyMs: Math.min(longestRestMs, (oldAfterSeconds * 1_000) / 3),
  })
}

async function targetOf(mirror: NonNullable<ReturnType<typeof config>['mirror']>): Promise<Target> {
  if ('folder' in mirror) return folderTarget(mirror.folder)
  // Amazon's client is large, and most pages have no bucket.
  const { bucketTarget } = await import('#mirror/bucket-target')
  return bucketTarget(mirror)
}

function revision(): number | null {
  try {
    return readRevision(connection())
  } catch (error) {
    if (error instanceof DatabaseClosedError || isBusy(error)) return null
    throw error
  }
}
