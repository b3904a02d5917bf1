import { isBusy, type Connection } from '#db/connection'
import { mustAct, type Actor } from '#domain/actor'
import { DomainError } from '#domain/errors'
import { isEmptyPlan, type ImportPlan } from '#domain/imports/changes'
import type { Snapshot } from '#domain/imports/snapshot'
import { applyImport, planImport } from '#domain/imports/import'
import { guardedFetch, type GuardedFetch } from '#net/guarded-fetch'
import { openFolder } from './folder-source.ts'
import { openPage } from './page-source.ts'
import { planLines } from './plan-lines.ts'
import { readPage } from './read-page.ts'
import type { Source } from './source.ts'

const politeDelayMs = 1_000
const mostAttempts = 30
const busyDelayMs = 300

export interface ImportOptions {
  /** Print the plan and write nothing. */
  isDryRun: boolean
  /** Takes the lines of progress and of the plan. */
  report: (line: string) => void
  /** Whether the page may have an address of this machine or its networks. */
  allowPrivate?: boolean
  /** Between two requests; a second unless told. */
  delayMs?: number
  fetch?: GuardedFetch
  pause?: (ms: number) => Promise<void>
}

export interface ImportResult {
  counts: ImportPlan['counts']
  conflicts: string[]
  /** What could not be known, was guessed or is missing. */
  notes: string[]
  /** False for a dry run, and where there was nothing to write. */
  isApplied: boolean
}

/**
 * Imports a page from a URL or a folder of saved documents: reads all of it, plans, prints the plan,
 * and carries it out in one transaction. Throws ImportError for what can't be read, and `forbidden`
 * below owner.
 */
export async function importPage(
  db: Connection,
  actor: Actor,
  source: string,
  options: ImportOptions,
  clock: () => number,
): Promise<ImportResult> {
  mustAct(actor, 'owner')
  const { report, isDryRun, pause = sleep } = options
  const { snapshot, notes } = await readPage(await openSource(source, options), report)
  report(`Planning ${snapshot.incidents.length} incidents and maintenances`)
  const plan = await persist(() => planImport(db, snapshot, clock()), pause)
  for (const line of planLines(plan, notes)) report(line)
  if (isDryRun || isEmptyPlan(plan)) return resultOf(plan, notes, false)
  report('Writing all of it in one transaction')
  const carriedOut = await carryOut(db, actor, { source, snapshot, plan }, clock, pause)
  report('Imported.')
  return resultOf(carriedOut, notes, true)
}

function resultOf(plan: ImportPlan, notes: readonly string[], isApplied: boolean): ImportResult {
  return { counts: plan.counts, conflicts: plan.conflicts, notes: [...notes, ...plan.notes], isApplied }
}

function openSource(source: string, options: ImportOptions): Promise<Source> | Source {
  if (!/^https?:\/\//i.test(source)) return openFolder(source)
  return openPage(source, {
    fetch: options.fetch ?? guardedFetch,
    allowPrivate: options.allowPrivate ?? false,
    delayMs: options.delayMs ?? politeDelayMs,
    pause: options.pause ?? sleep,
  })
}

/** Plans again where the page was changed in the meantime: the team may be working on it. */
async function carryOut(
  db: Connection,
  actor: Actor,
  { source, snapshot, plan }: { source: string; snapshot: Snapshot; plan: ImportPlan },
  clock: () => number,
  pause: (ms: number) => Promise<void>,
): Promise<ImportPlan> {
  let current = plan
  return persist(() => {
    try {
      applyImport(db, actor, current, source, clock())
      return current
    } catch (error) {
      if (error instanceof DomainError && error.code === 'conflict') current = planImport(db, snapshot, clock())
      throw error
    }
  }, pause)
}

/** Tries again while another process holds the lock or has just changed the page. */
async function persist<Result>(run: () => Result, pause: (ms: number) => Promise<void>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return run()
    } catch (error) {
      const passes = isBusy(error) || (error instanceof DomainError && error.code === 'conflict')
      if (!passes || attempt === mostAttempts) throw error
      await pause(busyDelayMs)
    }
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
