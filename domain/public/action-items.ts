import type { Db } from '../database.ts'
import type { ActionState } from '../reports/reports.ts'
import { selectActionItems } from './report-rows.ts'
import { viewActionItem, type PublicActionItem } from './reports.ts'
import { readPublicPage, type PublicPage } from './status-page.ts'

const itemsPerPage = 50

export interface ListedActionItem extends PublicActionItem {
  incident: { id: string; title: string }
}

export interface ActionItemsPage {
  page: PublicPage
  number: number
  pages: number
  counts: Record<ActionState, number>
  /** The state that the list is narrowed to; null for all. */
  state: ActionState | null
  items: ListedActionItem[]
  /** When the next open one of all of them falls due; null where none will. */
  nextDueAt: number | null
}

/** What comes first: what is late, the longest first; what is due next; what was done and dropped last. */
const order: Record<ActionState, number> = { late: 0, open: 1, done: 2, dropped: 3 }

/** The action items of all published reports. Numbers past the end give the last page. */
export function readActionItemsPage(
  db: Db,
  options: { state: ActionState | null; number: number },
  now: number,
): ActionItemsPage {
  const all = selectActionItems(db).map((row): ListedActionItem => ({
    ...viewActionItem(row, now),
    incident: { id: row.incidentId, title: row.incidentTitle },
  }))
  const counts: Record<ActionState, number> = { open: 0, late: 0, done: 0, dropped: 0 }
  for (const item of all) counts[item.state]++
  const coming = all.filter((item) => item.state === 'open').flatMap((item) => item.dueAt ?? [])
  const asked = all.filter((item) => options.state === null || item.state === options.state).sort(compare)
  const pages = Math.max(1, Math.ceil(asked.length / itemsPerPage))
  const number = Math.min(Math.max(1, options.number), pages)
  return {
    page: readPublicPage(db),
    nextDueAt: coming.length > 0 ? Math.min(...coming) : null,
    number,
    pages,
    counts,
    state: options.state,
    items: asked.slice((number - 1) * itemsPerPage, number * itemsPerPage),
  }
}

function compare(a: ListedActionItem, b: ListedActionItem): number {
  if (a.state !== b.state) return order[a.state] - order[b.state]
  if (a.state === 'done') return (b.doneAt ?? 0) - (a.doneAt ?? 0)
  if (a.state === 'dropped') return (b.dropped?.at ?? 0) - (a.dropped?.at ?? 0)
  return (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity)
}
