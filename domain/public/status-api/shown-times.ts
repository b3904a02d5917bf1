import type { ShownInstant, Times } from './times.ts'

/** Instants in the markup that Statuspage's clients take apart. */

/** `Jul <var data-var='date'>31</var>, <var data-var='time'>09:41</var> UTC`. */
export function markupOfInstant(at: number, times: Times): string {
  const shown = times.shown(at)
  return `${dayAndTime(shown)} ${shown.zone}`
}

/** From the beginning of an incident to its end, as a history has it: the zone stands last. */
export function markupOfIncident(from: number, to: number, times: Times): string {
  const [start, end] = [times.shown(from), times.shown(to)]
  const isSameDay = times.date(from) === times.date(to)
  return `${dayAndTime(start)} - ${isSameDay ? timeMarkup(end) : dayAndTime(end)} ${end.zone}`
}

/** From the beginning of a plan to its end, as feeds have it: over midnight, both have their zone. */
export function markupOfPlan(from: number, to: number, times: Times): string {
  if (times.date(from) === times.date(to)) return markupOfIncident(from, to, times)
  return `${markupOfInstant(from, times)} &nbsp;-&nbsp; ${markupOfInstant(to, times)}`
}

function dayAndTime(shown: ShownInstant): string {
  return `${shown.month} <var data-var='date'>${String(shown.day).padStart(2)}</var>, ${timeMarkup(shown)}`
}

function timeMarkup({ time }: ShownInstant): string {
  return `<var data-var='time'>${time}</var>`
}
