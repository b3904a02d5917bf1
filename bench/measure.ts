/** The middle of some figures; robust against a machine that does something else now and then. */
export function median(figures: readonly number[]): number {
  const sorted = ascending(figures)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** The figure that 99 of 100 do not exceed, by the nearest rank. */
export function p99(figures: readonly number[]): number {
  return ascending(figures)[Math.ceil(figures.length * 0.99) - 1] ?? NaN
}

export function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length
}

/** Runs things in turn, so that noise hits all of them alike; gives each one's results. */
export async function takeInTurn<Name extends string, Result>(
  runs: Record<Name, () => Result | Promise<Result>>,
  rounds: number,
  warmUp = 0,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(runs) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Result[]>
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const result = await runs[name]()
      if (round >= 0) results[name].push(result)
    }
  }
  return results
}

/** The same for how long things take: each one's median in milliseconds. */
export async function measureInTurn<Name extends string>(
  runs: Record<Name, () => unknown>,
  rounds: number,
  warmUp = 3,
): Promise<Record<Name, number>> {
  const names = Object.keys(runs) as Name[]
  const timed = Object.fromEntries(names.map((name) => [name, () => millisecondsOf(runs[name])]))
  const times = await takeInTurn(timed as Record<Name, () => Promise<number>>, rounds, warmUp)
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>
}

async function millisecondsOf(run: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

function ascending(figures: readonly number[]): number[] {
  return [...figures].sort((a, b) => a - b)
}
