import type { Snapshot, SnapshotIncident } from '#domain/imports/snapshot'
import { parseFeed } from './atom-feed.ts'
import { parseDocument, pageDocument, type ComponentDocument, type PageDocument } from './documents.ts'
import { historyIncident } from './history-entries.ts'
import { readHistory, type History } from './history-pages.ts'
import { walkIncidents } from './incident-walk.ts'
import { collectComponents } from './page-components.ts'
import { addFeed, collectIncidents, type FoundIncident } from './page-incidents.ts'
import { gapNote, keyNote, pageOf, timeZoneIn, type NamedDocument } from './page-identity.ts'
import { ImportError } from './problems.ts'
import type { Source } from './source.ts'

/** What hosts other than a page's own say of its address: those with the most in them first. */
const pageFiles = [
  'components.json',
  'summary.json',
  'incidents.json',
  'incidents-unresolved.json',
  'scheduled-maintenances.json',
  'scheduled-maintenances-active.json',
  'scheduled-maintenances-upcoming.json',
  'status.json',
]

export interface PageReading {
  snapshot: Snapshot
  /** What is missing or was left out, in words. */
  notes: string[]
}

/**
 * Reads whatever of a page's documents a source holds; any of them may be missing. Throws
 * ImportError with every field that can't be read, and where there is nothing at all.
 */
export async function readPage(source: Source, report: (line: string) => void): Promise<PageReading> {
  const problems: string[] = []
  const notes: string[] = []
  const documents = await readDocuments(source, problems, report)
  const history = await gather(problems, () => readHistory(source, report))
  const timeZone = timeZoneIn(documents, history, notes)
  const feedText = await source.read('history.atom')
  const feed = feedText === null ? null : await gather(problems, () => parseFeed(feedText, timeZone))
  if (problems.length > 0) throw new ImportError(problems)
  if (documents.length === 0 && !history && !feed) {
    throw new ImportError([`${source.name}: holds none of the documents of a status page (${pageFiles.join(', ')}, …)`])
  }
  report(
    `Read ${[...documents.map(({ file }) => file), ...(history ? ['history.json'] : []), ...(feed ? ['history.atom'] : [])].join(', ')}`,
  )
  const found = documents.flatMap(({ document }) => incidentsIn(document))
  const known = new Set(found.map(({ document }) => document.id ?? document.code ?? ''))
  const others = [...(history?.codes ?? []), ...(feed?.incidents.map((incident) => incident.sourceId) ?? [])]
  const walked = await walkIncidents(
    source,
    [...new Set(others)].filter((code) => !known.has(code)),
    report,
  )
  if (walked.problems.length > 0) throw new ImportError(walked.problems)
  notes.push(...walked.notes, ...(feed?.notes ?? []))
  const incidents = addFeed(collectIncidents([...found, ...walked.found]), feed?.incidents ?? [])
  const page = pageOf(source, documents, history, feed, timeZone)
  return {
    snapshot: {
      page,
      ...componentsIn(documents, history, [...found, ...walked.found]),
      incidents: [...incidents, ...excerpts(history, new Set(incidents.map((one) => one.sourceId)), timeZone, notes)],
    },
    notes: [...notes, ...keyNote(source, page), ...(history ? [] : gapNote(incidents))],
  }
}

async function readDocuments(
  source: Source,
  problems: string[],
  report: (line: string) => void,
): Promise<NamedDocument[]> {
  const documents: NamedDocument[] = []
  for (const file of pageFiles) {
    if (source.isRemote) report(`Reading ${file}`)
    const json = await source.read(file)
    const document = json === null ? null : await gather(problems, () => parseDocument(file, json, pageDocument))
    if (document) documents.push({ file, document })
  }
  return documents
}

/** Collects what can't be read, so that one run names all of it. */
async function gather<Result>(problems: string[], read: () => Result | Promise<Result>): Promise<Result | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    problems.push(...error.problems)
    return null
  }
}

function incidentsIn(document: PageDocument): FoundIncident[] {
  return [
    ...document.incidents.map((one) => ({ document: one, isScheduled: false })),
    ...document.scheduled_maintenances.map((one) => ({ document: one, isScheduled: true })),
  ]
}

function componentsIn(
  documents: readonly NamedDocument[],
  history: History | null,
  found: readonly FoundIncident[],
): Pick<Snapshot, 'groups' | 'components'> {
  const listed: ComponentDocument[] = documents.flatMap(({ document }) => document.components)
  return collectComponents(
    [...listed, ...(history?.components ?? [])],
    found.flatMap(({ document }) => document.components),
  )
}

/** Incidents that only a history page knows, by their one line. */
function excerpts(
  history: History | null,
  known: ReadonlySet<string>,
  timeZone: string | null,
  notes: string[],
): SnapshotIncident[] {
  const seen = new Set(known)
  const all = (history?.months ?? []).flatMap((month) => month.incidents.map((entry) => ({ month, entry })))
  return all.flatMap(({ month, entry }) => {
    if (entry.code === null || seen.has(entry.code)) return []
    seen.add(entry.code)
    const incident = historyIncident(month, entry, timeZone)
    if (!incident)
      notes.push(
        `history.json: ${month.name} ${month.year}: “${entry.name}” has a time that can’t be read; it is left out`,
      )
    return incident ? [incident] : []
  })
}
