import { instantOfLocalTime } from '#domain/calendar'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayMs = 86_400_000

/** Offsets of the abbreviations that stand behind times, for pages whose time zone nobody knows. */
const offsets = new Map(
  Object.entries({
    UTC: '+00:00',
    GMT: '+00:00',
    WET: '+00:00',
    BST: '+01:00',
    WEST: '+01:00',
    CET: '+01:00',
    CEST: '+02:00',
    EET: '+02:00',
    SAST: '+02:00',
    EEST: '+03:00',
    MSK: '+03:00',
    IST: '+05:30',
    HKT: '+08:00',
    AWST: '+08:00',
    JST: '+09:00',
    KST: '+09:00',
    ACST: '+09:30',
    AEST: '+10:00',
    ACDT: '+10:30',
    AEDT: '+11:00',
    NZST: '+12:00',
    NZDT: '+13:00',
    NST: '-03:30',
    NDT: '-02:30',
    AST: '-04:00',
    ADT: '-03:00',
    EST: '-05:00',
    EDT: '-04:00',
    CST: '-06:00',
    CDT: '-05:00',
    MST: '-07:00',
    MDT: '-06:00',
    PST: '-08:00',
    PDT: '-07:00',
    AKST: '-09:00',
    AKDT: '-08:00',
    HST: '-10:00',
  }),
)

/** A date and time as a page shows it, which has no year. */
export interface ShownTime {
  /** `Jul`. */
  month: string
  day: number
  /** `09:41`. */
  time: string
}

/** The zone of a shown time: the page's, else the one that its abbreviation (`PDT`, `+08`) means; null where neither is known. */
export function zoneOf(pageZone: string | null, abbreviation: string): string | null {
  if (pageZone !== null) return pageZone
  const numeric = /^([+-]\d{2}):?(\d{2})?$/.exec(abbreviation)
  return numeric ? `${numeric[1]}:${numeric[2] ?? '00'}` : (offsets.get(abbreviation) ?? null)
}

/** The instant of a shown time in a year; null where it has no such day. */
export function instantIn(year: number, shown: ShownTime, zone: string): number | null {
  const month = months.indexOf(shown.month.slice(0, 3)) + 1
  if (month === 0) return null
  const date = [String(year), String(month).padStart(2, '0'), String(shown.day).padStart(2, '0')].join('-')
  return instantOfLocalTime(`${date}T${shown.time}`, zone)
}

/** The instant of a shown time in whichever year brings it closest to a known one. */
export function instantNear(anchor: number, shown: ShownTime, zone: string): number | null {
  const year = new Date(anchor).getUTCFullYear()
  return closest(
    [year - 1, year, year + 1].map((each) => instantIn(each, shown, zone)),
    (instant) => Math.abs(instant - anchor),
  )
}

/** The instant of a shown time in the last year that brings it before a newer one (a day's slack, for edited times). */
export function instantBefore(newer: number, shown: ShownTime, zone: string): number | null {
  const year = new Date(newer).getUTCFullYear()
  const before = [year + 1, year, year - 1, year - 2, year - 3, year - 4]
    .map((each) => instantIn(each, shown, zone))
    .filter((instant) => instant !== null && instant <= newer + dayMs)
  return closest(before, (instant) => newer + dayMs - instant)
}

function closest(instants: readonly (number | null)[], distanceOf: (instant: number) => number): number | null {
  return instants.reduce<number | null>((best, instant) => {
    if (instant === null) return best
    return best === null || distanceOf(instant) < distanceOf(best) ? instant : best
  }, null)
}
