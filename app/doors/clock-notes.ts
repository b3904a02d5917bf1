import { clockChangeAt, instantOfLocalTime } from '#domain/calendar'
import { instantWords } from '../../components/instants.tsx'
import { textOf } from './forms/form-fields.ts'

/** What to say of the times in these fields that a change of the clock shows twice or leaves out: which instant is taken. */
export function clockNotes(form: FormData, fields: readonly string[], timeZone: string, now: number): string[] {
  return fields.flatMap((name) => {
    const local = textOf(form, name)
    const change = clockChangeAt(local, timeZone)
    const instant = instantOfLocalTime(local, timeZone)
    if (change === null || instant === null) return []
    const taken = instantWords(instant, { timeZone, now }, 'full')
    const time = local.slice(local.indexOf('T') + 1)
    return [
      change === 'repeated'
        ? `${time} comes twice on that day, as the clock goes back. The first is taken: ${taken}.`
        : `${time} is left out on that day, as the clock goes forward. It is taken as ${taken}.`,
    ]
  })
}
