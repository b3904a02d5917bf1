import { importedNouns, isEmptyPlan, type ImportPlan } from '#domain/imports/changes'

const mostShown = 50

/** A plan as lines for a terminal: counts, then conflicts, then what else the reader should know. */
export function planLines(plan: ImportPlan, notes: readonly string[]): string[] {
  const { page } = plan.changes
  return [
    ...(page ? [`The page becomes “${page.name ?? 'Status'}”${page.timeZone ? `, in ${page.timeZone}` : ''}.`] : []),
    `${''.padEnd(14)}${['new', 'changed', 'unchanged'].map((word) => word.padStart(10)).join('')}`,
    ...importedNouns.map((noun) => {
      const { new: added, changed, unchanged } = plan.counts[noun]
      return `${noun.padEnd(14)}${[added, changed, unchanged].map((count) => String(count).padStart(10)).join('')}`
    }),
    ...section('Conflicts: these stay as they are in Candor', plan.conflicts),
    ...section('Notes', [...notes, ...plan.notes]),
    ...(isEmptyPlan(plan) ? ['Nothing is to be written: all of it is here already.'] : []),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length - mostShown
  return [
    `${title} (${lines.length}):`,
    ...lines.slice(0, mostShown).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ]
}
