import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('rows end with CRLF, and what is null is empty', () => {
  expect(
    toCsv([
      ['date', 'seconds'],
      ['2026-11-24', 86_400.5],
      [null, 0],
    ]),
  ).toBe('date,seconds\r\n2026-11-24,86400.5\r\n,0\r\n')
})

test('quotes, commas and lines are quoted', () => {
  expect(toCsv([['a "b"', 'c, d', 'e\nf']])).toBe('"a ""b""","c, d","e\nf"\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])('“%s” is no formula', (text) => {
  expect(toCsv([[text]]).replace(/^"/, '')).toMatch(/^'/)
})

test('a number below nought stays a number', () => {
  expect(toCsv([[-1.5]])).toBe('-1.5\r\n')
})
