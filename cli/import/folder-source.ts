import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ImportError } from './problems.ts'
import { isPlainId, mostBytes, type Source } from './source.ts'

/** A folder of saved documents. Throws ImportError where there is no such folder. */
export async function openFolder(folder: string): Promise<Source> {
  const found = await stat(folder).catch(absent)
  if (!found?.isDirectory()) throw new ImportError([`${folder}: there is no such folder`])
  return {
    name: folder,
    host: null,
    isRemote: false,
    read: (file) => readSmall(folder, file),
    async listIncidents() {
      const files = (await readdir(join(folder, 'incidents')).catch(absent)) ?? []
      return files
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length))
        .filter(isPlainId)
        .sort()
    },
  }
}

async function readSmall(folder: string, file: string): Promise<string | null> {
  const path = join(folder, file)
  const found = await stat(path).catch(absent)
  if (!found?.isFile()) return null
  if (found.size > mostBytes) throw new ImportError([`${file}: has more than ${mostBytes / 1024 / 1024} MB`])
  return readFile(path, 'utf8')
}

function absent(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw error
}
