import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { log } from '#log'
import { copyOf, type Answer, type Copy, type Version } from './copy.ts'

/** What a file of the folder holds. */
interface Kept {
  key: string
  version: Version
  renderedAt: number
  status: number
  headers: Record<string, string>
  freshUntil: number
  body: string
}

/** The last good copies on disk, so that a restart with a broken database still answers. */
export interface CopiesFolder {
  load: () => [key: string, copy: Copy][]
  /** Writes a copy whole or not at all. What fails is logged: a full disk must not end the page. */
  save: (key: string, copy: Copy) => Promise<void>
}

export function copiesFolder(folder: string): CopiesFolder {
  const saving = new Map<string, Promise<void>>()
  /** What came while an older copy of the same key was being written; only the newest is. */
  const next = new Map<string, Copy>()

  async function write(key: string, { answer, version, renderedAt }: Copy): Promise<void> {
    const kept: Kept = {
      key,
      version,
      renderedAt,
      status: answer.status,
      headers: answer.headers,
      freshUntil: answer.freshUntil,
      body: answer.body.toString('base64'),
    }
    const file = join(folder, `${encodeURIComponent(key)}.json`)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const handle = await open(`${file}.part`, 'w', 0o600)
      try {
        await handle.writeFile(JSON.stringify(kept))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${file}.part`, file)
    } catch (error) {
      log.warn({ error, key }, 'a last good copy could not be written')
    }
  }

  async function drain(key: string): Promise<void> {
    for (let copy = next.get(key); copy; copy = next.get(key)) {
      next.delete(key)
      await write(key, copy)
    }
    saving.delete(key)
  }

  return {
    load: () => names(folder).flatMap((name) => read(join(folder, name))),
    save: (key, copy) => {
      next.set(key, copy)
      const running = saving.get(key) ?? drain(key)
      saving.set(key, running)
      return running
    },
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** A file that can't be read is no copy: the page lives without it. */
function read(file: string): [string, Copy][] {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept
    const answer: Answer = {
      status: kept.status,
      headers: kept.headers,
      freshUntil: kept.freshUntil,
      body: Buffer.from(kept.body, 'base64'),
    }
    return [[kept.key, copyOf(answer, kept.version, kept.renderedAt)]]
  } catch (error) {
    log.warn({ error, file }, 'a last good copy could not be read')
    return []
  }
}
