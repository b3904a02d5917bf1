import { beforeEach, describe, expect, test } from 'vitest'
import { makeAlertRule, makeAlertSource } from '#db/demo/alerts'
import { terminal } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../components/components.ts'
import {
  addAlertRule,
  changeAlertRule,
  listAlertRules,
  moveAlertRule,
  removeAlertRule,
  ruleMark,
} from './alert-rules.ts'
import { revokeAlertSource, type AlertSourceRow } from './alert-sources.ts'
import { tryRules } from './rule-trial.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let source: AlertSourceRow
let componentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
  componentId = makeComponent(db, {}, now - 1)
  source = makeAlertSource(db, now - 1)
})

const add = (service: string) => makeAlertRule(db, { source, service, componentId }, now)
const order = () => listAlertRules(db, source.id).map(({ matchers }) => matchers[0]?.value)

describe('the rules of a source', () => {
  test('stand in an order that can be changed', () => {
    const [, b = '', c = ''] = ['a', 'b', 'c'].map(add)
    moveAlertRule(db, terminal, c, 'up', now)
    expect(order()).toEqual(['a', 'c', 'b'])
    moveAlertRule(db, terminal, b, 'down', now)
    expect(order()).toEqual(['a', 'c', 'b'])
    removeAlertRule(db, terminal, c, now)
    expect(order()).toEqual(['a', 'b'])
    add('d')
    expect(order()).toEqual(['a', 'b', 'd'])
  })

  test('are changed by whoever has seen them as they are', () => {
    const id = add('a')
    const [before] = listAlertRules(db, source.id)
    if (!before) throw new Error('there is a rule')
    const input = { matchers: before.matchers, componentId, status: 'major_outage', mode: 'status' } as const
    changeAlertRule(db, terminal, id, { ...input, seen: ruleMark(before) }, now)
    expect(listAlertRules(db, source.id)[0]).toMatchObject({ status: 'major_outage', mode: 'status' })
    expect(() => changeAlertRule(db, terminal, id, { ...input, seen: ruleMark(before) }, now)).toThrow(
      'changed the rule',
    )
  })

  test('name components that are there, and sources that work', () => {
    const matchers = [{ label: 'a', operator: '=' as const, value: 'b' }]
    const input = { matchers, componentId: 'none', status: 'major_outage' as const }
    expect(() => addAlertRule(db, terminal, source.id, input, now)).toThrow('does not exist')
    expect(() => addAlertRule(db, terminal, 'none', { ...input, componentId }, now)).toThrow('no such source')
    revokeAlertSource(db, terminal, source.id, now)
    expect(() => addAlertRule(db, terminal, source.id, { ...input, componentId }, now)).toThrow('is revoked')
    expect(() => removeAlertRule(db, terminal, 'none', now)).toThrow('no such rule')
  })

  test('are at most a hundred', () => {
    for (let count = 0; count < 100; count++) add(`service-${count}`)
    expect(() => add('one more')).toThrow('At most 100 rules')
  })
})

describe('a trial', () => {
  test('says which rule labels meet, and does nothing', () => {
    add('search')
    add('checkout')
    const before = db.$client.serialize()
    expect(tryRules(db, source.id, 'service=checkout\nenv="live"')).toEqual([
      {
        title: 'These labels',
        labels: { service: 'checkout', env: 'live' },
        rule: { number: 2, component: 'Checkout', status: 'partial_outage', mode: 'draft' },
      },
    ])
    expect(tryRules(db, source.id, 'service=mail')[0]?.rule).toBeNull()
    const payload = { group: 'g', status: 'firing', labels: { service: 'search', alertname: 'Slow' } }
    expect(tryRules(db, source.id, JSON.stringify(payload))).toMatchObject([{ title: 'Slow', rule: { number: 1 } }])
    expect(db.$client.serialize().equals(before)).toBe(true)
  })

  test('leaves out the rules of archived components', () => {
    add('checkout')
    archiveComponent(db, terminal, componentId, now)
    expect(tryRules(db, source.id, 'service=checkout')[0]?.rule).toBeNull()
    expect(listAlertRules(db, source.id)[0]?.component.isArchived).toBe(true)
  })

  test.each([
    ['', 'Paste labels'],
    ['service', 'is no label'],
    ['{', 'This is no JSON'],
    ['{"a": 1}', 'no webhook that Candor knows'],
  ])('says what can’t be read: %j', (text, says) => {
    expect(() => tryRules(db, source.id, text)).toThrow(says)
  })
})
