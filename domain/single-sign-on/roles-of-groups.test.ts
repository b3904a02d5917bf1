import { describe, expect, test } from 'vitest'
import { groupLines, parseGroupLines } from './group-lines.ts'
import { groupsOfClaims, roleOfGroups } from './roles-of-groups.ts'

const mapped = [
  { name: 'ops', role: 'responder' },
  { name: 'desk', role: 'support' },
  { name: 'heads', role: 'owner' },
] as const

describe('the role of somebody’s groups', () => {
  test.each([
    [['ops'], null, 'responder'],
    [['desk', 'ops'], null, 'responder'],
    [['desk', 'heads', 'ops'], 'viewer', 'owner'],
    [['others'], 'viewer', 'viewer'],
    [['others'], null, null],
    [[], null, null],
    [['OPS'], null, null],
  ] as const)('of %j, with %j for all others, is %j', (groups, usual, role) => {
    expect(roleOfGroups(groups, mapped, usual)).toBe(role)
  })
})

describe('the groups of claims', () => {
  test.each([
    [{ groups: ['ops', 'desk'] }, 'groups', ['ops', 'desk']],
    [{ groups: 'ops' }, 'groups', ['ops']],
    [{ groups: ['ops', 7, null] }, 'groups', ['ops']],
    [{ realm_access: { roles: ['ops'] } }, 'realm_access.roles', ['ops']],
    [{ 'https://acme.example/groups': ['ops'] }, 'https://acme.example/groups', ['ops']],
    [{ groups: { ops: true } }, 'groups', []],
    [{}, 'groups', []],
    [{}, '__proto__.constructor', []],
  ])('%j, under %s, are %j', (claims, name, groups) => {
    expect(groupsOfClaims(claims, name)).toEqual(groups)
  })

  test.each([{ _claim_names: { groups: 'src1' } }, { hasgroups: true }])('are not taken for none in %j', (claims) => {
    expect(groupsOfClaims(claims, 'groups')).toBeNull()
  })
})

describe('groups as lines', () => {
  test('are read as they are written, names with spaces too', () => {
    const text = 'owner Heads of it\nsupport desk'
    expect(parseGroupLines(` ${text}\n\n`)).toEqual([
      { role: 'owner', name: 'Heads of it' },
      { role: 'support', name: 'desk' },
    ])
    expect(groupLines(parseGroupLines(text).reverse())).toBe(text)
  })

  test.each([
    ['desk', 'begins with no role'],
    ['admin heads', 'begins with no role'],
    ['owner', 'names no group'],
  ])('%j is refused', (text, words) => {
    expect(() => parseGroupLines(text)).toThrow(words)
  })
})
