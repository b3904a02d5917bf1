import { Temporal } from 'temporal-polyfill'
import { zoneAbbreviation } from '../../zone-names.ts'

/** How instants of a page are written for machines: in its time zone, in one style throughout. */
export interface Times {
  /** RFC 3339 with exactly three digits of milliseconds; `Z` in UTC, else the zone's offset. */
  stamp: (at: number) => string
  /** The same to the second, as feeds have it. */
  second: (at: number) => string
  /** The ISO date in the zone. */
  date: (at: number) => string
  shown: (at: number) => ShownInstant
}

/** An instant as Statuspage shows it to people. */
export interface ShownInstant {
  /** `Jul`. */
  month: string
  day: number
  /** `09:41`. */
  time: string
  /** `UTC`, `PDT`. */
  zone: string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** Every zone's offset changes at a multiple of this. */
const stepMs = 900_000

interface Offset {
  ms: number
  /** `Z` or `+02:00`. */
  suffix: string
  zone: string
}

/** The writer of a zone's instants. It remembers offsets, since a document has thousands of instants and few offsets. */
export function timesIn(timeZone: string): Times {
  const known = new Map<number, Offset>()
  const offsetAt = (at: number): Offset => {
    const step = Math.floor(at / stepMs)
    const found = known.get(step) ?? readOffset(step * stepMs, timeZone)
    known.set(step, found)
    return found
  }
  /** The wall clock's time, written as if it were UTC. */
  const wallClock = (at: number): string => new Date(at + offsetAt(at).ms).toISOString()
  return {
    stamp: (at) => `${wallClock(at).slice(0, 23)}${offsetAt(at).suffix}`,
    second: (at) => `${wallClock(at).slice(0, 19)}${offsetAt(at).suffix}`,
    date: (at) => wallClock(at).slice(0, 10),
    shown: (at) => {
      const written = wallClock(at)
      return {
        month: months[Number(written.slice(5, 7)) - 1] as string,
        day: Number(written.slice(8, 10)),
        time: written.slice(11, 16),
        zone: offsetAt(at).zone,
      }
    },
  }
}

function readOffset(at: number, timeZone: string): Offset {
  const isUtc = /^(Etc\/)?(UTC|UCT|Universal|Zulu)$/i.test(timeZone)
  if (isUtc) return { ms: 0, suffix: 'Z', zone: 'UTC' }
  const { offset, offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return { ms: offsetNanoseconds / 1_000_000, suffix: offset.slice(0, 6), zone: zoneAbbreviation(at, timeZone) }
}
