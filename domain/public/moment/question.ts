import { instantOfLocalTime, isTimeZone } from '../../calendar.ts'

/** Longer stretches say nothing that the history doesn't say better. */
export const longestDays = 31
const dayMs = 86_400_000

/** What somebody asks of a moment, as an address holds it; empty where nothing is said. */
export interface MomentQuery {
  time: string
  until: string
  component: string
  zone: string
}

/** Why a question can't be answered. */
export type MomentProblem =
  | 'unknown_zone'
  | 'unreadable_time'
  | 'unreadable_until'
  | 'in_future'
  | 'ends_before_it_begins'
  | 'too_long'
  | 'unknown_component'

/** A question that can be answered. `until` is the same instant where one moment is meant. */
export interface AskedMoment {
  from: number
  until: number
}

/**
 * The instants that a question means: with an offset as they are, else by the clock of its zone. Null
 * where no time is given, or where something is wrong with it.
 */
export function parseQuestion(
  query: MomentQuery,
  pageZone: string,
  now: number,
): { zone: string; moment: AskedMoment | null; problems: MomentProblem[] } {
  const isZoneKnown = query.zone === '' || isTimeZone(query.zone)
  const zone = query.zone !== '' && isZoneKnown ? query.zone : pageZone
  const problems: MomentProblem[] = isZoneKnown ? [] : ['unknown_zone']
  if (query.time === '') return { zone, moment: null, problems }
  const from = instantOf(query.time, zone)
  const until = query.until === '' ? from : instantOf(query.until, zone)
  if (from === null) problems.push('unreadable_time')
  if (until === null && from !== null) problems.push('unreadable_until')
  if (from !== null && until !== null) problems.push(...problemsOf(from, until, now))
  const isAnswerable = from !== null && until !== null && problems.every((problem) => problem === 'unknown_zone')
  return { zone, moment: isAnswerable ? { from, until } : null, problems }
}

function problemsOf(from: number, until: number, now: number): MomentProblem[] {
  if (from > now) return ['in_future']
  if (until < from) return ['ends_before_it_begins']
  return until - from > longestDays * dayMs ? ['too_long'] : []
}

function instantOf(written: string, zone: string): number | null {
  // In an address a plus that nobody escaped arrives as a space.
  const text = written
    .trim()
    .replace(/^(.{10}[T ]\d{2}:\d{2}\S*) (\d{2}:?\d{2})$/, '$1+$2')
    .replace(' ', 'T')
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    const at = Date.parse(text.toUpperCase())
    return Number.isNaN(at) ? null : at
  }
  return instantOfLocalTime(text, zone)
}
