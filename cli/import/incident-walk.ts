import { incidentDocument, parseDocument } from './documents.ts'
import type { FoundIncident } from './page-incidents.ts'
import { ImportError } from './problems.ts'
import { isPlainId, type Source } from './source.ts'

/** A host that has none of the first few has none at all. */
const absentAtEnd = 5
const reportsEvery = 10

export interface Walk {
  found: FoundIncident[]
  problems: string[]
  notes: string[]
}

/**
 * Reads the own documents of incidents that no list holds whole: on the web those with these codes,
 * one after the other; in a folder all that lie there.
 */
export async function walkIncidents(
  source: Source,
  codes: readonly string[],
  report: (line: string) => void,
): Promise<Walk> {
  const walk: Walk = { found: [], problems: [], notes: [] }
  const wanted = source.isRemote ? codes.filter(isPlainId) : await source.listIncidents()
  let absent = 0
  for (const [index, code] of wanted.entries()) {
    if (source.isRemote && index % reportsEvery === 0) report(`Reading incident ${index + 1} of ${wanted.length}`)
    const found = await readIncident(source, code, walk)
    if (found) walk.found.push(found)
    absent = found ? 0 : absent + 1
    if (source.isRemote && absent === absentAtEnd) {
      walk.notes.push(
        `${wanted.length - index - 1} incidents are known only from lists: the page has no documents of their own`,
      )
      break
    }
  }
  return walk
}

/** One that a page fails to give is told and left to its lists: an hour's walk must not end at it. */
async function readIncident(source: Source, code: string, walk: Walk): Promise<FoundIncident | null> {
  const file = `incidents/${code}.json`
  try {
    const json = await source.read(file)
    if (json === null) return null
    const document = parseDocument(file, json, incidentDocument)
    return { document, isScheduled: document.scheduled_for !== null }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    const told = source.isRemote ? walk.notes : walk.problems
    told.push(...error.problems)
    return null
  }
}
