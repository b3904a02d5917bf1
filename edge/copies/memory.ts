import { bytesOf, type Copy } from './copy.ts'

/** What is left after the least recently used ones have left, as a share of the limit. */
const keptShare = 0.9

/** Copies by key, limited by what they weigh; whatever was used longest ago leaves first. */
export interface Memory {
  get: (key: string) => Copy | undefined
  put: (key: string, copy: Copy) => void
  bytes: () => number
  keys: () => string[]
}

/** `mostMissing` limits the copies of pages that are not there: a walk over made-up addresses must not crowd out others. */
export function createMemory(mostBytes: number, mostMissing: number): Memory {
  const copies = new Map<string, Copy>()
  const isMissing = (copy: Copy): boolean => copy.answer.status >= 400
  const total = (): number => [...copies.values()].reduce((sum, copy) => sum + bytesOf(copy), 0)

  function forget(wanted: (copy: Copy) => boolean, isEnough: () => boolean): void {
    const candidates = [...copies].filter(([, copy]) => wanted(copy)).sort(([, a], [, b]) => a.usedAt - b.usedAt)
    for (const [key] of candidates) {
      if (isEnough()) return
      copies.delete(key)
    }
  }

  return {
    get: (key) => copies.get(key),
    put: (key, copy) => {
      copies.set(key, copy)
      const missing = (): number => [...copies.values()].filter(isMissing).length
      if (isMissing(copy) && missing() > mostMissing) forget(isMissing, () => missing() <= mostMissing * keptShare)
      if (total() > mostBytes)
        forget(
          (other) => other !== copy,
          () => total() <= mostBytes * keptShare,
        )
    },
    bytes: total,
    keys: () => [...copies.keys()],
  }
}
