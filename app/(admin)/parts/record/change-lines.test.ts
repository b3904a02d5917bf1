import { describe, expect, test } from 'vitest'
import { changeLines } from './change-lines.ts'

const names: Record<string, string> = { h80vdf7pqdc7: 'Checkout', p80vdf7pqdc7: 'Priya' }
const words = { nameOf: (id: string) => names[id], instantWords: (at: number) => `at ${at}` }

describe('what an audit row says', () => {
  test('of an opened incident names what was said, and leaves out what was not', () => {
    const after = {
      title: 'Checkout fails',
      status: 'investigating',
      body: '',
      components: [{ componentId: 'h80vdf7pqdc7', status: 'partial_outage' }],
      promise: 'default',
      isInternal: false,
    }
    expect(changeLines(null, after, words)).toEqual([
      { label: 'Title', before: null, after: 'Checkout fails' },
      { label: 'State', before: null, after: 'Investigating' },
      { label: 'Components', before: null, after: 'Checkout: partial outage' },
      { label: 'Next update', before: null, after: 'as usual' },
    ])
  })

  test('of a change puts before and after side by side, and leaves out what stayed', () => {
    const before = { name: 'Checkout', description: null, showsUptime: true, position: 3 }
    const after = { name: 'Payments', description: 'Cards', showsUptime: true }
    expect(changeLines(before, after, words)).toEqual([
      { label: 'Name', before: 'Checkout', after: 'Payments' },
      { label: 'Description', before: null, after: 'Cards' },
    ])
  })

  test('of a correction shows each record of it, with the reason', () => {
    const window = { componentId: 'h80vdf7pqdc7', status: 'partial_outage', endedAt: null }
    const after = {
      reason: 'the logs say so',
      isMinor: false,
      isPublic: true,
      records: [
        { updateId: null, windowId: 'w', before: { ...window, startedAt: 5 }, after: { ...window, startedAt: 3 } },
      ],
    }
    expect(changeLines([], after, words)).toEqual([
      { label: 'Began', before: 'at 5', after: 'at 3' },
      { label: 'Reason', before: null, after: 'the logs say so' },
    ])
  })

  test('of something taken away says what it was', () => {
    expect(changeLines({ reference: 'Ticket 7', linkId: 'l' }, null, words)).toEqual([
      { label: 'Reference', before: 'Ticket 7', after: null },
    ])
  })

  test('of fields that nobody foresaw reads as plain as can be', () => {
    const after = {
      promise: 20,
      personId: 'p80vdf7pqdc7',
      oddThing: { deepName: 'x', happenedAt: 7 },
      list: ['a', 'b'],
    }
    expect(changeLines(null, after, words)).toEqual([
      { label: 'Next update', before: null, after: 'in 20 minutes' },
      { label: 'Person', before: null, after: 'Priya' },
      { label: 'Odd thing', before: null, after: 'Deep name: x, Happened: at 7' },
      { label: 'List', before: null, after: 'a, b' },
    ])
    for (const nothing of [null, 'text', 7, []]) expect(changeLines(null, nothing, words)).toEqual([])
  })
})
