/** The middle of some figures; robust against a machine that does something else now and then. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** Runs things in turn, so that noise hits all of them alike; gives each one's median in milliseconds. */
export async function measureInTurn(
  runs: Record<string, () => unknown>,
  rounds: number,
  warmUp = 3,
): Promise<Record<string, number>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(runs).map((name) => [name, []]))
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const startedAt = performance.now()
      await run()
      if (round >= 0) times[name]?.push(performance.now() - startedAt)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, figures]) => [name, median(figures)]))
}

/** One line of a table: a name, a figure, and what was to be reached. */
export function row(name: string, figure: string, goal: string): void {
  process.stdout.write(`| ${name} | ${figure} | ${goal} |\n`)
}

export function heading(title: string): void {
  process.stdout.write(`\n## ${title}\n\n| what | measured | to reach |\n|---|---|---|\n`)
}
