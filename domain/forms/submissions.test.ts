import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { formSubmissions } from '#db/schema/forms'
import { testDatabase } from '#db/test-database'
import type { Db } from '../database.ts'
import { openIncident } from '../incidents/incidents.ts'
import { listOpenIncidents } from '../team/incidents.ts'
import { AlreadySentError, forgetSubmissions, submissionsKeptMs, submitOnce, wasSubmitted } from './submissions.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface Answer {
  redirectTo?: string
  values?: string
}

const isDone = (answer: Answer) => answer.redirectTo !== undefined

function scene() {
  const db = testDatabase()
  makePage(db, {}, now)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  const open = (tx: Db): Answer => ({ redirectTo: openIncident(tx, priya, { title: 'Checkout fails' }, now) })
  const send = (key: string, { title = 'Checkout fails', personId = priya.id, run = open } = {}) =>
    submitOnce(db, { key, personId, fields: [['title', title]] }, run, { isDone }, now)
  return { db, priya, dana, send }
}

describe('a form', () => {
  test('that is sent twice is done once, and answered the same', () => {
    const { db, send, priya } = scene()
    const first = send('k1')
    expect(send('k1')).toEqual(first)
    expect(listOpenIncidents(db, now)).toHaveLength(1)
    expect(wasSubmitted(db, priya.id, 'k1')).toBe(true)
  })

  test('keeps no secret that its answer shows once', () => {
    const { db, priya } = scene()
    const submission = { key: 'k1', personId: priya.id, fields: [] }
    const answers = { isDone: () => true, keep: () => 'shown already' }
    expect(submitOnce(db, submission, () => 'sesame', answers, now)).toBe('sesame')
    expect(submitOnce(db, submission, () => 'another', answers, now)).toBe('shown already')
    expect(JSON.stringify(db.select().from(formSubmissions).all())).not.toContain('sesame')
  })

  test('that is shown anew, or has no key, is another one', () => {
    const { db, send } = scene()
    send('k1')
    send('k2')
    send('')
    send('')
    expect(listOpenIncidents(db, now)).toHaveLength(4)
    expect(db.select().from(formSubmissions).all()).toHaveLength(2)
  })

  test('that was changed after it arrived is refused, and says what came of it', () => {
    const { db, send } = scene()
    const first = send('k1')
    expect(() => send('k1', { title: 'Checkout is slow' })).toThrow(AlreadySentError)
    expect(() => send('k1', { title: 'Checkout is slow' })).toThrow(expect.objectContaining({ answer: first }))
    expect(listOpenIncidents(db, now)).toHaveLength(1)
  })

  test('belongs to who sent it: somebody else’s with the same key is done', () => {
    const { db, send, dana } = scene()
    send('k1')
    expect(wasSubmitted(db, dana.id, 'k1')).toBe(false)
    send('k1', { personId: dana.id, title: 'Search is down' })
    expect(listOpenIncidents(db, now)).toHaveLength(2)
  })

  test('that failed or only looked leaves nothing, and can be sent again with its key', () => {
    const { db, send } = scene()
    const before = db.$client.serialize()
    expect(() =>
      send('k1', {
        run: () => {
          throw new Error('the disk is full')
        },
      }),
    ).toThrow('the disk is full')
    const look = (tx: Db): Answer => {
      tx.insert(formSubmissions).values({ key: 'x', personId: 'nobody', answer: '', submittedAt: now })
      return { values: 'a look' }
    }
    expect(send('k1', { run: look })).toEqual({ values: 'a look' })
    expect(db.$client.serialize().equals(before)).toBe(true)
    expect(send('k1').redirectTo).toBeDefined()
  })

  test('keeps no word of what was sent, and is forgotten after a week', () => {
    const { db, send, priya } = scene()
    send('k1', { title: 'A secret title' })
    expect(JSON.stringify(db.select().from(formSubmissions).all())).not.toContain('secret')
    forgetSubmissions(db, now + submissionsKeptMs)
    expect(wasSubmitted(db, priya.id, 'k1')).toBe(true)
    forgetSubmissions(db, now + submissionsKeptMs + 1)
    expect(wasSubmitted(db, priya.id, 'k1')).toBe(false)
  })
})
