import { resolve } from 'node:path'
import { config } from '#config'
import { askAt, NotRunningError } from '#mirror/ask'
import { folderTarget } from '#mirror/folder-target'
import { writeSite } from '#mirror/site'
import { print } from './print.ts'

/** `candor export <folder>`: the public page as it runs now, as a static site. */
export async function exportCommand(folder: string, { from, json }: { from?: string; json?: boolean }): Promise<void> {
  const { ownAddress, url } = config()
  const address = (from ?? ownAddress).replace(/\/$/, '')
  const target = folderTarget(resolve(folder))
  try {
    const { written } = await writeSite({ ask: askAt(address), target, origin: url, now: Date.now(), isWhole: true })
    print(json, { folder: resolve(folder), files: written }, () => [
      `${folder} holds the page as a static site: ${written.toLocaleString('en')} files, and nothing in them needs Candor.`,
    ])
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error
    throw new NotRunningError(
      `Candor does not answer at ${address}. Start it first, or say where it runs: --from <address>.`,
    )
  }
}
