import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DatabaseClosedError } from '#db/connection'
import { DomainError } from '#domain/errors'
import { openIncidentInput } from '#domain/incidents/incidents'
import { AlreadySentError } from '#domain/forms/submissions'
import { StaleViewError } from '#domain/stale-view'
import { problemOf } from './problems.ts'
import { StillBusyError } from './retry.ts'

function errorOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return null
}

describe('a problem', () => {
  test('of a field stands beside it, in the domain’s words', () => {
    const error = errorOf(() => openIncidentInput.parse({ title: '', promise: 'none' }))
    expect(problemOf(error, null)).toEqual({
      message: null,
      errors: { title: 'The title is empty. Write at least 1 character.' },
    })
  })

  test('deep in a list stands beside the list', () => {
    const error = errorOf(() =>
      openIncidentInput.parse({ title: 'Checkout', components: [{ componentId: 'a', status: 'on_fire' }] }),
    )
    expect(Object.keys(problemOf(error, null).errors)).toEqual(['components'])
  })

  test('of the whole form is told above it', () => {
    const schema = z.object({ a: z.string() }).refine(() => false, 'These two don’t go together.')
    const error = errorOf(() => schema.parse({ a: '' }))
    expect(problemOf(error, null)).toEqual({ message: 'These two don’t go together.', errors: {} })
  })

  test('that the domain refuses is told in its own words, beside the field where it names one', () => {
    expect(problemOf(new DomainError('forbidden', 'Ask an owner.'), null)).toEqual({
      message: 'Ask an owner.',
      errors: {},
    })
    expect(problemOf(new DomainError('invalid', 'Choose a group.', 'groupId'), null)).toEqual({
      message: null,
      errors: { groupId: 'Choose a group.' },
    })
  })

  test('of a stale view is told with what others did, and what to say next', () => {
    const change = { by: 'Dana', isOwn: false, at: 1, did: 'posted an update', parts: [] }
    expect(problemOf(new StaleViewError([change], 'u2'), null)).toEqual({
      message: null,
      errors: {},
      stale: { message: 'Dana posted an update while you were writing.', changes: [change], seen: 'u2' },
    })
  })

  test('of a form that was sent before leads to what was saved, and the next try is another one', () => {
    expect(problemOf(new AlreadySentError({ redirectTo: '/admin/incidents/a' }), null)).toMatchObject({
      isSpent: true,
      sentBeforeTo: '/admin/incidents/a',
    })
    expect(problemOf(new AlreadySentError({ message: 'Saved.' }), null)).toMatchObject({ sentBeforeTo: null })
  })

  test.each([
    ['a database that stays locked', new StillBusyError('locked'), /busy/],
    ['a lock met outside of the retries', new Database.SqliteError('locked', 'SQLITE_BUSY'), /busy/],
    ['a database that is gone', new DatabaseClosedError('gone'), /can’t be used/],
  ])('with %s says that nothing was saved and what to do', (_name, error, words) => {
    const { message } = problemOf(error, null)
    expect(message).toMatch(/^Nothing was saved/)
    expect(message).toMatch(words)
  })

  test('that nobody foresaw shows the request’s number and nothing of itself', () => {
    const { message } = problemOf(new Error('password=hunter2 at /srv/app.ts'), 'request-7')
    expect(message).toContain('request-7')
    expect(message).not.toContain('hunter2')
  })
})
