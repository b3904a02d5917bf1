import type { Target } from './target.ts'

/** The site's own list of what it holds, beside its pages. */
export const manifestFile = 'candor-mirror.json'

export interface Entry {
  file: string
  /** When what it shows changed last, as the sitemap says; null for what no sitemap lists. */
  changedAt: string | null
  writtenAt: number
}

export interface Manifest {
  /** What all pages share: build, name, colours, links. Another one makes all of them old. */
  frame: string
  entries: Record<string, Entry>
}

/** What the target holds as far as is known: nothing where its list is missing or unreadable. */
export async function readManifest(target: Target): Promise<Manifest> {
  const written = await target.read(manifestFile)
  if (!written) return { frame: '', entries: {} }
  try {
    return JSON.parse(written.toString('utf8')) as Manifest
  } catch (error) {
    if (error instanceof SyntaxError) return { frame: '', entries: {} }
    throw error
  }
}

export function writeManifest(target: Target, manifest: Manifest): Promise<void> {
  return target.write(manifestFile, Buffer.from(JSON.stringify(manifest)), 'application/json')
}
