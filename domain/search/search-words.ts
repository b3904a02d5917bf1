/** A word that is looked for, or several that stand in a row: folded, without accents or capitals. */
export interface SearchWord {
  /** One or more. */
  parts: string[]
  /** Whether the last part may go on: `pay` finds `payments`. */
  isPrefix: boolean
}

/** A piece of a text, and whether it is what was looked for. */
export interface MarkedText {
  text: string
  isMatch: boolean
}

/** More would make a query slow and find nothing anyway. */
const mostWords = 12
const longestLine = 220
/** How much of the text before the first match is told. */
const lead = 60

/**
 * What somebody typed, as words; empty where it holds none. Words in quotation marks must follow each
 * other. The last word, unless its quotation mark is closed, may be the beginning of one.
 */
export function readSearchWords(typed: string): SearchWord[] {
  const pieces = typed.match(/"[^"]*"|[^\s"]+/g) ?? []
  const words = pieces
    .map((piece) => ({ parts: tokensOf(piece).map((token) => token.folded), isPrefix: false }))
    .filter(({ parts }) => parts.length > 0)
    .slice(0, mostWords)
  const last = words.at(-1)
  if (last && !typed.trimEnd().endsWith('"')) last.isPrefix = true
  return words
}

/** The words as SQLite's FTS5 asks for them: every word is a string, so that no sign has a meaning of its own. */
export function matchExpression(words: readonly SearchWord[], columns: readonly string[]): string {
  const terms = words.map(({ parts, isPrefix }) => `"${parts.join(' ')}"${isPrefix ? ' *' : ''}`)
  return `{${columns.join(' ')}} : (${terms.join(' AND ')})`
}

/** A text in pieces, matches apart from the rest. */
export function markWords(text: string, words: readonly SearchWord[]): MarkedText[] {
  return piecesOf(text, 0, text.length, matchesIn(text, words))
}

/**
 * The line that shows why something was found: of the texts the first that holds most of the words,
 * cut to about 220 characters around them. Null where none holds any.
 */
export function matchingLine(texts: readonly string[], words: readonly SearchWord[]): MarkedText[] | null {
  const text = texts[rankTexts(texts, words)[0] ?? -1]
  if (text === undefined) return null
  const matches = matchesIn(text, words)
  const from = lineStart(text, matches[0]?.from ?? 0)
  const to = lineEnd(text, from)
  const line = piecesOf(text, from, to, matches)
  return [
    ...(from > 0 ? [{ text: '…', isMatch: false }] : []),
    ...line,
    ...(to < text.length ? [{ text: '…', isMatch: false }] : []),
  ]
}

/** Which of some texts hold any of the words: their places, those that hold most of the words first. */
export function rankTexts(texts: readonly string[], words: readonly SearchWord[]): number[] {
  return texts
    .map((text, place) => ({ place, score: new Set(matchesIn(text, words).map((match) => match.word)).size }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.place - other.place)
    .map(({ place }) => place)
}

interface Token {
  folded: string
  from: number
  to: number
}

interface Match {
  word: number
  from: number
  to: number
}

/** Words as FTS5's unicode61 tokenizer parts and folds them. */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{Co}\p{M}]+/gu)]
    .map((found) => ({ folded: fold(found[0]), from: found.index, to: found.index + found[0].length }))
    .filter(({ folded }) => folded !== '')
}

function fold(text: string): string {
  if (/^\w*$/.test(text)) return text.toLowerCase()
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

/** Every place at which a word stands, in the text's order. */
function matchesIn(text: string, words: readonly SearchWord[]): Match[] {
  const tokens = tokensOf(text)
  return tokens.flatMap((first, index) =>
    words.flatMap(({ parts, isPrefix }, word): Match[] => {
      const last = tokens[index + parts.length - 1]
      const isHere = parts.every((part, place) => {
        const token = tokens[index + place]?.folded
        return place === parts.length - 1 && isPrefix ? token?.startsWith(part) : token === part
      })
      return isHere && last ? [{ word, from: first.from, to: last.to }] : []
    }),
  )
}

function lineStart(text: string, match: number): number {
  if (match <= lead) return 0
  const space = text.indexOf(' ', match - lead)
  return space >= 0 && space < match ? space + 1 : match
}

function lineEnd(text: string, from: number): number {
  if (text.length - from <= longestLine) return text.length
  const space = text.lastIndexOf(' ', from + longestLine)
  return space > from ? space : from + longestLine
}

function piecesOf(text: string, from: number, to: number, matches: readonly Match[]): MarkedText[] {
  const pieces: MarkedText[] = []
  let place = from
  for (const match of matches) {
    if (match.from < place || match.to > to) continue
    if (match.from > place) pieces.push({ text: text.slice(place, match.from), isMatch: false })
    pieces.push({ text: text.slice(match.from, match.to), isMatch: true })
    place = match.to
  }
  if (place < to) pieces.push({ text: text.slice(place, to), isMatch: false })
  return pieces
}
