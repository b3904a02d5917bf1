import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { StaleViewError } from '../stale-view.ts'
import { readTeamIncident } from '../team/incident.ts'
import { postUpdate } from './incident-updates.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

function scene({ isInternal = false } = {}) {
  const db = testDatabase()
  makePage(db, {}, now)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  const incidentId = makeIncident(db, { by: priya, isInternal }, now)
  const seen = () => readTeamIncident(db, incidentId, now)?.newestUpdateId ?? ''
  const count = () => readTeamIncident(db, incidentId, now)?.updates.length
  const post = (by: typeof priya, body: string, seenUpdateId?: string) =>
    postUpdate(
      db,
      by,
      { incidentId, status: 'identified', body, ...(seenUpdateId === undefined ? {} : { seenUpdateId }) },
      now + 60_000,
    )
  return { db, priya, dana, incidentId, seen, count, post }
}

function staleOf(run: () => unknown): StaleViewError {
  try {
    run()
  } catch (error) {
    if (error instanceof StaleViewError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('an update by whoever has not seen the newest one', () => {
  test('is refused with what others wrote, and goes through once that was seen', () => {
    const { priya, dana, seen, count, post } = scene()
    const before = seen()
    const theirs = post(dana, 'A card provider is down.', before)
    const error = staleOf(() => post(priya, 'We are looking at cards.', before))
    expect(error).toMatchObject({
      code: 'conflict',
      message: 'Dana posted an update while you were writing.',
      seen: theirs,
      changes: [{ by: 'Dana', isOwn: false, parts: [{ label: 'Identified', text: 'A card provider is down.' }] }],
    })
    expect(count()).toBe(2)
    post(priya, 'We are looking at cards.', error.seen)
    expect(count()).toBe(3)
  })

  test('is refused for one’s own post in another tab too', () => {
    const { priya, seen, post } = scene()
    const before = seen()
    post(priya, 'From the other tab.', before)
    expect(staleOf(() => post(priya, 'From this tab.', before)).message).toMatch(/^You posted an update in another tab/)
  })

  test('is refused with everything where what was seen is unknown', () => {
    const { priya, post } = scene()
    expect(staleOf(() => post(priya, 'Text.', 'unknown')).changes).toHaveLength(1)
  })

  test('is taken where nobody asks what was seen, as from a command', () => {
    const { priya, dana, count, post } = scene()
    post(dana, 'One.')
    post(priya, 'Two.')
    expect(count()).toBe(3)
  })

  test('counts what was written last, whenever it was told', () => {
    const { db, dana, incidentId, seen, post } = scene()
    const id = post(dana, 'It began an hour ago.')
    db.$client.prepare('update incident_updates set published_at = ? where id = ?').run(now - 3_600_000, id)
    expect(readTeamIncident(db, incidentId, now)?.updates[0]?.id).not.toBe(id)
    expect(seen()).toBe(id)
  })

  test('is not kept up by a draft, unless the whole incident is internal', () => {
    for (const isInternal of [false, true]) {
      const { db, priya, incidentId, seen, post } = scene({ isInternal })
      const before = seen()
      db.insert(incidentUpdates)
        .values({
          id: 'draft',
          incidentId,
          status: 'identified',
          body: 'A draft.',
          bodyFormat: 'markdown',
          happenedAt: now,
          createdAt: now,
          updatedAt: now,
        })
        .run()
      if (isInternal) expect(staleOf(() => post(priya, 'Mine.', before)).changes).toHaveLength(1)
      else expect(post(priya, 'Mine.', before)).toBeTruthy()
    }
  })
})
