/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to, and without, 1. */
  share(): number
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number
  of<Item>(items: readonly Item[]): Item
  /** A public id. */
  id(): string
}

/**
 * Mulberry32, by Tommy Ettinger (public domain): small, fast, and good enough for stories. Its ids
 * begin with `mark`, so that those of two streams can't meet.
 */
export function randomFrom(seed: number, mark: string): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(share() * limit)
  const digits = (places: number): string =>
    below(36 ** places)
      .toString(36)
      .padStart(places, '0')
  return {
    share,
    below,
    of: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to choose from')
      return item
    },
    id: () => mark + digits(6 - mark.length) + digits(6),
  }
}
