const minuteMs = 60_000
const units = [
  { name: 'day', ms: 24 * 60 * minuteMs },
  { name: 'hour', ms: 60 * minuteMs },
  { name: 'minute', ms: minuteMs },
]

/** A length of time in words, by its two largest units and rounded down: `1 hour 4 minutes`. */
export function durationWords(ms: number): string {
  const first = units.findIndex((unit) => ms >= unit.ms)
  if (first < 0) return 'less than a minute'
  let rest = ms
  const words = units.slice(first, first + 2).map(({ name, ms: size }) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? '' : counted(count, name)
  })
  return words.filter(Boolean).join(' ')
}

const seconds = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 })

/** A length of time in seconds with all of its digits: `3,120 s`. */
export function secondsWords(ms: number): string {
  return `${seconds.format(ms / 1_000)} s`
}

/** A number with its noun: `1 day`, `2 days`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
