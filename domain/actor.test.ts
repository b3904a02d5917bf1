import { describe, expect, test } from 'vitest'
import { actorAs, terminal } from '#db/demo/actors'
import { roles } from '#db/schema/people'
import { mayAct, mustAct, personOf } from './actor.ts'

describe('the least role that a thing needs', () => {
  test.each([
    ['owner', ['owner', 'responder', 'support', 'viewer']],
    ['responder', ['responder', 'viewer']],
    ['support', ['support', 'viewer']],
    ['viewer', ['viewer']],
  ] as const)('is covered by %s for these', (role, covered) => {
    expect(roles.filter((needed) => mayAct(role, needed))).toEqual(covered)
  })

  test('is said to whom lacks it, with what to do', () => {
    expect(() => mustAct(actorAs('viewer'), 'responder')).toThrow(
      'This needs the role Responder; you have Viewer. Ask an owner to do it or to change your role.',
    )
  })
})

test('only a person has an id', () => {
  expect(personOf(actorAs('support'))).toBe('a-support')
  expect(personOf(terminal)).toBeNull()
})
