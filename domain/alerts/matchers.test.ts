import { describe, expect, test } from 'vitest'
import { createMatching, matcherLines, matchersInput, parseMatchers, type Labels } from './matchers.ts'

const matches = (lines: string, labels: Labels) => createMatching()(parseMatchers(lines), labels)

describe('conditions on labels', () => {
  test('are read one a line, with or without quotes, and written back', () => {
    const matchers = parseMatchers('service="checkout"\n severity =~ critical|page \n\nenv != "test"\npath="a\\"b"')
    expect(matchers).toEqual([
      { label: 'service', operator: '=', value: 'checkout' },
      { label: 'severity', operator: '=~', value: 'critical|page' },
      { label: 'env', operator: '!=', value: 'test' },
      { label: 'path', operator: '=', value: 'a"b' },
    ])
    expect(parseMatchers(matcherLines(matchers))).toEqual(matchers)
  })

  test('must all hold; a label that is missing is empty', () => {
    const labels = { service: 'checkout', severity: 'page' }
    expect(matches('service=checkout\nseverity=~critical|page', labels)).toBe(true)
    expect(matches('service=checkout\nseverity=critical', labels)).toBe(false)
    expect(matches('env!=test', labels)).toBe(true)
    expect(matches('env=', labels)).toBe(true)
    expect(matches('constructor!=""', labels)).toBe(false)
  })

  test('match a pattern against the whole value', () => {
    expect(matches('service=~check', { service: 'checkout' })).toBe(false)
    expect(matches('service=~check.*', { service: 'checkout' })).toBe(true)
    expect(matches('service=~"shop\\.(eu|us)"', { service: 'shop.eu' })).toBe(true)
  })

  test.each([
    ['', 'at least one condition'],
    ['service', 'is no condition'],
    ['ser vice=x', 'is no condition'],
    ['service!~x', 'Compare with'],
    ['service=~(', 'can’t be read as a pattern'],
    ['service=~(?=x)', 'can’t be read as a pattern'],
    ['service=~(x{1000}){1000}', 'can’t be read as a pattern'],
    [`service=~${'x'.repeat(201)}`, 'at most 200 characters'],
    [`service=${'x'.repeat(501)}`, 'at most 500 characters'],
    [Array.from({ length: 21 }, () => 'a=b').join('\n'), 'At most 20'],
  ])('are refused where they say nothing sound: %j', (text, says) => {
    expect(() => parseMatchers(text)).toThrow(says)
  })

  test('never run away: a pattern that backtracks elsewhere takes steps in proportion to the text', () => {
    const evil = [{ label: 'a', operator: '=~' as const, value: '((a+)+)+b' }]
    expect(matchersInput.safeParse(evil).success).toBe(true)
    expect(createMatching()(evil, { a: 'a'.repeat(1_000) })).toBe(false)
  })
})
