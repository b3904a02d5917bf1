import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#db/test-database'
import { markWords, matchExpression, matchingLine, readSearchWords, type MarkedText } from './search-words.ts'

/** Matches in brackets. */
function told(pieces: readonly MarkedText[] | null): string | null {
  return pieces && pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')
}

function expressionOf(typed: string): string {
  return matchExpression(readSearchWords(typed), ['title'])
}

describe('what people type', () => {
  test.each([
    ['card payments', '{title} : ("card" AND "payments" *)'],
    ['  Störung  ', '{title} : ("storung" *)'],
    ['"card payments"', '{title} : ("card payments")'],
    ['"card pay', '{title} : ("card" AND "pay" *)'],
    ['TLS1.3 down', '{title} : ("tls1 3" AND "down" *)'],
    ['don’t', '{title} : ("don t" *)'],
    ['NOT checkout OR title:api*', '{title} : ("not" AND "checkout" AND "or" AND "title api" *)'],
    ['-checkout ^api (x', '{title} : ("checkout" AND "api" AND "x" *)'],
  ])('“%s” asks for the words alone', (typed, expression) => {
    expect(expressionOf(typed)).toBe(expression)
  })

  test.each(['', '   ', '"', '""', '* - ( ) : ^', '🎉', '…', '\u0301'])('“%s” holds no word', (typed) => {
    expect(readSearchWords(typed)).toEqual([])
  })

  test('is never a mistake of syntax, whatever it is', () => {
    const search = testDatabase().$client.prepare('select rowid from incident_search where incident_search match ?')
    const sign = fc.constantFrom(
      '"',
      '*',
      '-',
      '(',
      ')',
      ':',
      '^',
      '+',
      '{',
      '}',
      "'",
      ' ',
      'a',
      'NEAR',
      'AND',
      'OR',
      'NOT',
    )
    const typed = fc.oneof(
      fc.array(sign).map((signs) => signs.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const words = readSearchWords(text)
        if (words.length > 0) expect(search.all(matchExpression(words, ['title', 'told']))).toEqual([])
      }),
    )
  }, 30_000)

  test('counts to twelve words; more are left out', () => {
    expect(readSearchWords('one '.repeat(40))).toHaveLength(12)
  })
})

describe('marked text', () => {
  test('has every match apart, as it is written', () => {
    const words = readSearchWords('storung kart')
    expect(told(markWords('Störung: Kartenzahlung gestört, STÖRUNG', words))).toBe(
      '[Störung]: [Kartenzahlung] gestört, [STÖRUNG]',
    )
  })

  test('marks words in quotation marks only where they follow each other', () => {
    expect(told(markWords('Card payments; payments by card', readSearchWords('"card payments"')))).toBe(
      '[Card payments]; payments by card',
    )
  })

  test('has the text itself, however it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, typed) => {
        const pieces = markWords(text, readSearchWords(typed))
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
  })
})

describe('the matching line', () => {
  const long = `${'Before it all was well. '.repeat(20)}Then the certificate ended. ${'After it all was well again. '.repeat(20)}`

  test('is of the text that holds most of the words, the first of several', () => {
    const texts = ['A certificate.', 'The certificate ended.', 'A certificate has ended.']
    expect(told(matchingLine(texts, readSearchWords('certificate ended')))).toBe('The [certificate] [ended].')
  })

  test('is cut around the match, between words, and says so', () => {
    const line = told(matchingLine([long], readSearchWords('certificate')))
    expect(line).toMatch(/^…\w+.* the \[certificate\] ended\. .*[\w.]…$/)
    expect(line?.length).toBeLessThan(225)
  })

  test('is none where no text holds a word', () => {
    expect(matchingLine(['All is well.'], readSearchWords('certificate'))).toBeNull()
    expect(matchingLine([], readSearchWords('certificate'))).toBeNull()
  })
})
