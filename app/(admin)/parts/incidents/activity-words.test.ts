import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { activityWords, knownActions } from './activity-words.ts'

/** Every action that the source writes into the audit log as a plain text. */
function actionsInSource(): string[] {
  const texts = ['domain', 'auth', 'cli', 'worker'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // What another system calls its events is no action of ours.
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('alerts/formats/'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  )
  const nouns = new Set(knownActions.map((action) => action.split('.')[0]))
  const named = texts.flatMap((text) => [...text.matchAll(/(action: )?'([a-z_]+)\.([a-z_]+)'/g)])
  return named
    .filter(([, isAction, noun]) => isAction !== undefined || nouns.has(noun))
    .map(([, , noun, verb]) => `${noun}.${verb}`)
}

test('every action has words that follow a name: give a new one its words in activity-words.ts', () => {
  const unknown = actionsInSource().filter((action) => !knownActions.includes(action))
  expect(actionsInSource()).toContain('incident.open')
  expect([...new Set(unknown)]).toEqual([])
})

test('an action without words of its own still says what it is', () => {
  expect(activityWords('incident.open')).toBe('opened the incident')
  expect(activityWords('customer_link.hand_back')).toBe('did this to the customer link: hand back')
  expect(activityWords('odd')).toBe('did this: odd')
})
