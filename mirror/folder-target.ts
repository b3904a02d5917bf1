import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Target } from './target.ts'

/** A folder that a web server serves. */
export function folderTarget(folder: string): Target {
  return {
    name: folder,
    write: async (file, body) => {
      const path = join(folder, file)
      await mkdir(dirname(path), { recursive: true })
      const part = `${path}.part`
      // Not forced to the disk one by one: what a power cut takes is written again in its turn.
      await writeFile(part, body, { mode: 0o644 })
      await rename(part, path)
    },
    remove: (file) => rm(join(folder, file), { force: true }),
    read: async (file) => {
      try {
        return await readFile(join(folder, file))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}
