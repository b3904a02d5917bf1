import { historyDocument, parseDocument, type HistoryDocument } from './documents.ts'
import { ImportError } from './problems.ts'
import { isPlainId, type Source } from './source.ts'

/** Fifty years, three months a page. */
const mostPages = 200
/** A page that was quiet for a year ends neither here nor at its first silence. */
const emptyPagesAtEnd = 4

export interface History extends HistoryDocument {
  page: HistoryDocument['page_status']
  /** The incidents of all months, newest first. */
  codes: string[]
}

/**
 * Reads the pages of a history until one brings no month that is new (some hosts answer every
 * number with the same page) or several hold no incident. Null where there is none.
 */
export async function readHistory(source: Source, report: (line: string) => void): Promise<History | null> {
  const pages: HistoryDocument[] = []
  const months = new Set<string>()
  for (let number = 1, empty = 0; number <= mostPages && empty < emptyPagesAtEnd; number++) {
    if (source.isRemote) report(`Reading history, page ${number}`)
    const file = `history-${number}.json`
    const json = (await source.read(file)) ?? (number === 1 ? await firstOfFolder(source) : null)
    if (json === null) break
    const page = parseDocument(file, json, historyDocument)
    const fresh = page.months.filter((month) => !months.has(`${month.name} ${month.year}`))
    if (fresh.length === 0) break
    for (const month of fresh) months.add(`${month.name} ${month.year}`)
    empty = fresh.every((month) => month.incidents.length === 0) ? empty + 1 : 0
    pages.push({ ...page, months: fresh })
  }
  const [first] = pages
  if (!first) return null
  const all = pages.flatMap((page) => page.months)
  const codes = all.flatMap((month) => month.incidents.map((entry) => entry.code)).filter((code) => code !== null)
  const odd = codes.find((code) => !isPlainId(code))
  if (odd !== undefined) throw new ImportError([`history.json: code: expected an id, found “${odd.slice(0, 80)}”`])
  return { ...first, page: first.page_status, months: all, codes: [...new Set(codes)] }
}

/** A folder with one page of history calls it `history.json`. */
function firstOfFolder(source: Source): Promise<string | null> {
  return source.isRemote ? Promise.resolve(null) : source.read('history.json')
}
