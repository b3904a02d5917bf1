import { counted } from '../../../../../../components/durations.tsx'
import type { ActEffects, ActLine } from '../act-preview.ts'
import { effectLines } from '../corrections/effect-words.ts'

/** Everything that making an internal incident public does. */
export function publicationLines({ incident, effects, year }: ActEffects): ActLine[] {
  const updates = counted(incident?.updates.length ?? 0, 'update')
  return [
    { state: 'operational', text: `It is public at once, on the page and under its own address, with ${updates}.` },
    { state: null, text: 'Each says when it happened, and that it is told now. Who wrote it stays in the team.' },
    ...effectLines({ ...effects, duration: null, impact: null }, year).map(({ state, text }): ActLine => ({
      state,
      text: `${text}.`,
    })),
    { state: null, text: 'It can’t be made internal again.' },
  ]
}
