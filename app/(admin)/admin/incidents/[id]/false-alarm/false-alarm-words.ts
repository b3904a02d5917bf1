import { consequenceWords } from '../../../../parts/publication/consequence-words.ts'
import type { ActEffects, ActLine } from '../act-preview.ts'
import { effectLines } from '../corrections/effect-words.ts'

/** Everything that marking an incident as a false alarm does. */
export function falseAlarmLines({ consequences, effects, year }: ActEffects, isOpen: boolean): ActLine[] {
  // Where components go is told with what holds them.
  const components = effects.components.map((component) => {
    const { after } = component.status
    return { ...component, status: { before: after, after } }
  })
  return [
    isOpen
      ? { state: 'operational', text: 'The incident is over, and promises no further update.' }
      : { state: null, text: 'The incident stays over, and ended when it did.' },
    ...consequences.map((consequence): ActLine => ({ state: consequence.to, text: consequenceWords(consequence) })),
    ...effectLines({ ...effects, components, duration: null }, year).map(({ state, text }): ActLine => ({
      state,
      text: `${text}.`,
    })),
    { state: null, text: 'Its time counts for nothing. Going on with the incident takes all of this back.' },
  ]
}
