import { beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { tellStory, type Story } from '#db/demo/story'
import { testDatabase } from '#db/test-database'
import { isNarrowed, searchIncidents, type TeamQuery } from './incident-search.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const nothing: TeamQuery = { q: '', component: '', from: '', to: '', state: '', number: 1 }

let db: Connection
let story: Story
beforeAll(() => {
  db = testDatabase()
  story = tellStory(db, now)
})

const search = (query: Partial<TeamQuery>) => searchIncidents(db, { ...nothing, ...query }, now)
const idsOf = (query: Partial<TeamQuery>) => search(query).incidents.map(({ id }) => id)

describe('the team finds an incident', () => {
  test('by a symptom, as it is typed, with the line that tells of it', () => {
    const found = search({ q: 'one bank ref' })
    expect(found.incidents.map(({ id }) => id)).toEqual([story.incidents.current])
    const [line] = Object.values(found.lines)
    expect(line?.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['one', 'bank', 'refused'])
  })

  test('that is internal, which is marked so', () => {
    const found = search({ q: 'stock import' })
    expect(found.incidents).toMatchObject([{ id: story.private.internalIncident, isInternal: true }])
    expect(idsOf({ state: 'internal' })).toEqual([story.private.internalIncident])
  })

  test('by a component, and by whether it is open', () => {
    expect(idsOf({ component: story.components.checkout, state: 'open' })).toEqual([story.incidents.current])
    const ended = search({ component: story.components.checkout, state: 'ended' }).incidents
    expect(ended.map(({ id }) => id)).toContain(story.incidents.cardsRefused)
    expect(ended.every(({ isOver }) => isOver)).toBe(true)
  })

  test('by the days on which it was felt', () => {
    const today = idsOf({ from: '2026-11-24', to: '2026-11-24' })
    expect(today).toContain(story.incidents.current)
    expect(today).not.toContain(story.incidents.cardsRefused)
    expect(idsOf({ to: '2020-01-01' })).toEqual([])
  })

  test('by a ticket or a customer that is linked to it', () => {
    for (const q of ['48213', 'harbour books', 'Pine &']) expect(idsOf({ q }), q).toEqual([story.incidents.current])
    expect(search({ q: '48213' }).incidents).toMatchObject([{ customers: 2 }])
  })
})

test('what can’t be understood narrows nothing, and a page past the end is the last one', () => {
  const all = search({})
  expect(search({ from: 'yesterday', state: 'asleep', q: '"!"', number: 99 })).toMatchObject({
    total: all.total,
    number: all.pages,
  })
  expect([isNarrowed(nothing), isNarrowed({ ...nothing, state: 'open' })]).toEqual([false, true])
})
