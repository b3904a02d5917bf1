import { parseArgs } from 'node:util'

export interface Asked {
  /** How long each load lasts. */
  seconds: number
  /** How often each figure is taken. */
  rounds: number
  /** The browser; undefined for Playwright's own. */
  chromium: string | undefined
  /** The program of Lighthouse. */
  lighthouse: string | undefined
}

/** What a bench was started with, by `bin/bench.js`: `--seconds` and `--rounds` make a short try of it. */
export function asked(usual: { seconds?: number; rounds?: number } = {}): Asked {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: String(usual.seconds ?? 1) },
      rounds: { type: 'string', default: String(usual.rounds ?? 1) },
      chromium: { type: 'string' },
      lighthouse: { type: 'string' },
    },
  })
  return {
    seconds: countOf('seconds', values.seconds),
    rounds: countOf('rounds', values.rounds),
    chromium: values.chromium,
    lighthouse: values.lighthouse,
  }
}

function countOf(name: string, value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new RangeError(`--${name} must be a whole number above 0, and is ${value}`)
  return Number(value)
}
