import { importedId, isPublicId } from '../identity.ts'
import type { ComponentMention, Snapshot, SnapshotComponent } from './snapshot.ts'

/** A component that an earlier import of the same page has left in the database. */
export interface ImportedComponent {
  id: string
  name: string
  sourceId: string
}

export interface DirectoryEntry {
  id: string
  sourceId: string
  name: string
  /** What the source tells of it; null where only its name or an earlier import knows it. */
  details: SnapshotComponent | null
  /** Whether it stands on the page: it is listed, or there is no list that could leave it out. */
  isOnPage: boolean
  /** The earliest instant at which an incident names it; null where none does. */
  firstNamedAt: number | null
}

export interface ComponentDirectory {
  entries: DirectoryEntry[]
  /** The component that an incident means: by code, then by name, also as `Group - Child`; null where it says neither. */
  find(mention: ComponentMention): DirectoryEntry | null
}

/**
 * All components that a snapshot knows: those in its lists, those that an earlier import brought,
 * and those that only incidents name. Codes come before names, and newer incidents before older ones,
 * so that a renamed component keeps its newest name.
 */
export function buildDirectory(snapshot: Snapshot, existing: readonly ImportedComponent[]): ComponentDirectory {
  const entries: DirectoryEntry[] = []
  const byCode = new Map<string, DirectoryEntry>()
  const byName = new Map<string, DirectoryEntry>()
  const hasList = snapshot.components.some((component) => component.isListed)
  const ids = new Map(existing.map((component) => [component.sourceId, component.id]))
  const groupNames = new Map(snapshot.groups.map((group) => [group.sourceId, group.name]))

  const add = (sourceId: string, name: string, details: SnapshotComponent | null): DirectoryEntry => {
    const entry: DirectoryEntry = {
      id: ids.get(sourceId) ?? ids.get(namedId(name)) ?? importedId(snapshot.page.key, sourceId),
      sourceId,
      name,
      details,
      isOnPage: details?.isListed ?? !hasList,
      firstNamedAt: null,
    }
    entries.push(entry)
    byCode.set(sourceId, entry)
    const group = details?.groupSourceId ? groupNames.get(details.groupSourceId) : undefined
    for (const known of [name, ...(group ? [`${group} - ${name}`] : [])]) {
      if (!byName.has(known)) byName.set(known, entry)
    }
    return entry
  }

  const listedFirst = [...snapshot.components].sort((a, b) => Number(b.isListed) - Number(a.isListed))
  for (const component of listedFirst) {
    if (!byCode.has(component.sourceId)) add(component.sourceId, component.name, component)
  }
  const earlier = new Map(existing.map((component) => [component.sourceId, component]))
  const find = ({ code, name }: ComponentMention): DirectoryEntry | null => {
    const found = (code === null ? undefined : byCode.get(code)) ?? (name === null ? undefined : byName.get(name))
    if (found) return found
    const known =
      (code === null ? undefined : earlier.get(code)) ??
      (name === null ? undefined : existing.find((component) => component.name === name))
    return known ? add(known.sourceId, known.name, null) : null
  }

  const mentions = listMentions(snapshot)
  const isSure = ({ mention }: DatedMention): boolean => mention.code !== null && isPublicId(mention.code)
  for (const { mention, at } of [...mentions.filter(isSure), ...mentions.filter((one) => !isSure(one))]) {
    const name = mention.name ?? mention.code
    if (name === null) continue
    const { code } = mention
    const entry = find(mention) ?? add(code !== null && isPublicId(code) ? code : namedId(name), name, null)
    if (code !== null && !byCode.has(code)) byCode.set(code, entry)
    if (at !== null) entry.firstNamedAt = Math.min(entry.firstNamedAt ?? at, at)
  }
  return { entries, find }
}

/** Stands for an id where a source names a component only by its name, so that the next import finds it again. */
function namedId(name: string): string {
  return `name:${name}`
}

interface DatedMention {
  mention: ComponentMention
  at: number | null
}

function listMentions(snapshot: Snapshot): DatedMention[] {
  return snapshot.incidents.flatMap((incident) => {
    const first = incident.updates.at(-1)?.displayAt ?? incident.startedAt ?? incident.createdAt
    return [
      ...incident.updates.flatMap((update) => update.changes.map((mention) => ({ mention, at: update.displayAt }))),
      ...incident.components.map((mention) => ({ mention, at: first })),
    ]
  })
}
