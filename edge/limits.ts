/** How much of what isn't from memory one address may have under way. */
export interface Limits {
  /** True where the address may begin one more; `leave` must follow then. */
  enter: (address: string) => boolean
  leave: (address: string) => void
}

/** Counts what is under way per address, so that no one takes all the room; walkers who ask one by one never notice. */
export function createLimits(mostPerAddress: number): Limits {
  const underWay = new Map<string, number>()
  return {
    enter: (address) => {
      const count = underWay.get(address) ?? 0
      if (count >= mostPerAddress) return false
      underWay.set(address, count + 1)
      return true
    },
    leave: (address) => {
      const count = (underWay.get(address) ?? 1) - 1
      if (count > 0) underWay.set(address, count)
      else underWay.delete(address)
    },
  }
}
