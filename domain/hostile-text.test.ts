import { describe, expect, test } from 'vitest'
import {
  cleanHtml,
  excerptOf,
  textToHtml,
  textToInlineHtml,
  textToLines,
  textToPlain,
  type TextFormat,
} from './text.ts'

const length = 60_000
/** What takes time that grows with the square of a text's length takes minutes here. */
const longestMs = 60_000

/** Beginnings that never end, and blanks between which nothing stands: what careless patterns walk through again and again. */
const pieces = {
  blanks: ' ',
  lines: '\n',
  'blanks and lines': ' \n',
  'breaks that don’t end': ' <br',
  'breaks far apart': `<br>${' '.repeat(length / 2)}x`,
  'tags that don’t end': '<a',
  'links that don’t end': '<a href="',
  'empty paragraphs': '<p>',
  'lists in lists': '<ul><li>',
  'comments that don’t end': '<!--',
  'entities that don’t end': '&#',
  'less than': '<',
  stars: '*a **b ',
  backticks: '`a',
  brackets: '[',
  'addresses of links': '[a](',
  'cells of a table': '|a',
  'bare addresses': 'http://a.',
  quotations: '> ',
}

const readers: ((text: string, format: TextFormat) => string)[] = [
  textToHtml,
  textToInlineHtml,
  textToPlain,
  textToLines,
  excerptOf,
]

describe.each(Object.entries(pieces))('a long text of %s', (_name, piece) => {
  const text = `a${piece.repeat(Math.ceil(length / piece.length))}b`

  test('is read in a time that its length explains', { timeout: longestMs }, () => {
    for (const read of readers) for (const format of ['html', 'markdown'] as const) read(text, format)
    expect(cleanHtml(text)).not.toMatch(/<script|<!--/)
  })
})
