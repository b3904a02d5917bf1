import type { Consequence } from '#domain/team/rehearsals'
import { statusWords } from '#domain/status'

/** What happens to a component, as customers see it, and what keeps it where it is. */
export function consequenceWords({ name, isHidden, from, to, stillHeldBy }: Consequence): string {
  const status = statusWords[to].toLowerCase()
  // An internal incident holds nothing that customers see.
  const holders = stillHeldBy
    .filter((holder) => !holder.isInternal && holder.status === to)
    .map((holder) => (holder.title === null ? 'a status set by hand' : `“${holder.title}”`))
  const held = holders.length > 0 ? `, held by ${holders.join(' and ')}` : ''
  const hidden = isHidden ? ' (hidden: customers don’t see it)' : ''
  if (from === to) return `${name} stays at ${status}${held}${hidden}.`
  if (to === 'operational') return `${name} returns to operational${hidden}.`
  return `${name} goes from ${statusWords[from].toLowerCase()} to ${status}${held}${hidden}.`
}
