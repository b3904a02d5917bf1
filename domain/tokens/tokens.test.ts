import { describe, expect, test } from 'vitest'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import { mustHaveScope, mustReach, type TokenActor } from '../actor.ts'
import {
  createToken,
  listExpiringTokens,
  listTokens,
  noteTokenUse,
  readTokenActor,
  revokeToken,
  type TokenInput,
} from './tokens.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 24 * 3_600_000

function scene(overrides: Partial<TokenInput> = {}) {
  const db = testDatabase()
  makePage(db, {}, now)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  const component = makeComponent(db, {}, now)
  const make = (input: Partial<TokenInput>, actor: typeof dana | TokenActor = dana) =>
    createToken(db, actor, { name: 'Pipeline', role: 'responder', expiresAt: now + 90 * dayMs, ...input }, now)
  return { db, dana, component, make, ...make(overrides) }
}

describe('a token', () => {
  test('lets a program act with its role, and is kept nowhere itself', () => {
    const { db, id, token } = scene()
    expect(token).toMatch(/^cndr_[A-Za-z0-9]{43}$/)
    expect(readTokenActor(db, token, now)).toEqual({
      kind: 'token',
      id,
      name: 'Pipeline',
      role: 'responder',
      scopes: null,
      componentIds: null,
    })
    expect(db.$client.serialize().includes(token)).toBe(false)
  })

  test('ends at its time, and at once where it is revoked', () => {
    const { db, dana, id, token } = scene()
    expect(readTokenActor(db, token, now + 90 * dayMs - 1)).not.toBeNull()
    expect(readTokenActor(db, token, now + 90 * dayMs)).toBeNull()
    revokeToken(db, dana, id, now)
    expect(readTokenActor(db, token, now)).toBeNull()
    expect(() => revokeToken(db, dana, id, now)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(readTokenActor(db, 'cndr_another', now)).toBeNull()
  })

  test.each([
    ['that has ended before it begins', { expiresAt: now }, 'expiresAt'],
    ['of more than a year', { expiresAt: now + 366 * dayMs }, 'expiresAt'],
    ['for a component that is not there', { componentIds: ['nobody'] }, 'componentIds'],
  ])('%s is refused', (_words, input, field) => {
    const { db, make } = scene()
    expect(() => make(input)).toThrow(expect.objectContaining({ code: 'invalid', field }))
    expect(listTokens(db)).toHaveLength(1)
  })

  test.each([
    ['no name', { name: ' ' }],
    ['no end', { expiresAt: Number.NaN }],
    ['no scope where it is narrowed', { scopes: [] }],
    ['no component where it is held to some', { componentIds: [] }],
  ])('with %s is refused', (_words, input) => {
    const { make } = scene()
    expect(() => make(input)).toThrow()
  })

  test('is narrowed by scopes, of which writing implies reading', () => {
    const { db, token } = scene({ scopes: ['incidents:write', 'components:read'] })
    const actor = readTokenActor(db, token, now)
    if (!actor) throw new Error('the token works')
    for (const scope of ['incidents:write', 'incidents:read', 'components:read'] as const) mustHaveScope(actor, scope)
    for (const scope of ['components:write', 'people:read'] as const) {
      expect(() => mustHaveScope(actor, scope)).toThrow(expect.objectContaining({ code: 'forbidden' }))
    }
  })

  test('is held to its components', () => {
    const { db, component, make } = scene()
    const { token } = make({ componentIds: [component] })
    const actor = readTokenActor(db, token, now)
    if (!actor) throw new Error('the token works')
    mustReach(actor, [component])
    expect(() => mustReach(actor, [component, 'another'])).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(listTokens(db).find(({ components }) => components !== null)?.components).toEqual([
      { id: component, name: 'Checkout' },
    ])
  })

  test('can’t make one that may do more than itself', () => {
    const { db, component, make } = scene()
    const actorOf = (input: Partial<TokenInput>) => {
      const actor = readTokenActor(db, make({ role: 'owner', ...input }).token, now)
      if (!actor) throw new Error('the token works')
      return actor
    }
    const scoped = actorOf({ scopes: ['tokens:write', 'incidents:write'] })
    expect(() => make({}, scoped)).toThrow(/more than itself/)
    expect(() => make({ scopes: ['people:write'] }, scoped)).toThrow(/more than itself/)
    expect(make({ scopes: ['incidents:read'] }, scoped).token).toMatch(/^cndr_/)
    const held = actorOf({ componentIds: [component] })
    expect(() => make({}, held)).toThrow(/more than itself/)
    expect(make({ componentIds: [component] }, held).token).toMatch(/^cndr_/)
  })

  test('tells when it was used last and from where, noted once a minute', () => {
    const { db, id } = scene()
    noteTokenUse(db, id, '203.0.113.9', now)
    noteTokenUse(db, id, '203.0.113.10', now + 59_000)
    expect(listTokens(db)[0]).toMatchObject({ lastUsedAt: now, lastUsedAddress: '203.0.113.9' })
    noteTokenUse(db, id, '203.0.113.10', now + 61_000)
    expect(listTokens(db)[0]).toMatchObject({ lastUsedAt: now + 61_000, lastUsedAddress: '203.0.113.10' })
  })

  test('is told of before it ends, while it works', () => {
    const { db, dana, id, make } = scene()
    make({ expiresAt: now + 3 * dayMs, name: 'Soon' })
    expect(listExpiringTokens(db, 14, now).map(({ name }) => name)).toEqual(['Soon'])
    expect(listExpiringTokens(db, 14, now + 4 * dayMs)).toEqual([])
    revokeToken(db, dana, id, now)
    expect(listExpiringTokens(db, 365, now).map(({ name }) => name)).toEqual(['Soon'])
  })

  test('stands in the audit log with what it may, never with itself', () => {
    const { db, token } = scene()
    const rows = JSON.stringify(db.select().from(auditLog).all())
    expect(rows).toContain('api_token.create')
    expect(rows).not.toContain(token)
    expect(createToken(db, terminal, { name: 'CLI', role: 'viewer', expiresAt: now + dayMs }, now).id).toHaveLength(12)
  })
})
