import type { CorrectionChange } from '../../corrections/correction-changes.ts'
import type { PublicCorrection } from '../corrections.ts'
import { iso, isoOrNull } from './instants.ts'
import type { ChangeRecord } from './schemas.ts'

export function recordOfCorrection({ at, reason, isMinor, changes }: PublicCorrection) {
  return { at: iso(at), reason, is_minor: isMinor, changes: changes.map(recordOfChange) }
}

/** What was changed, as it was and as it is; null where there was none, there is none, or it lasts. */
function recordOfChange(change: CorrectionChange): ChangeRecord {
  const { kind } = change
  switch (kind) {
    case 'text':
      // What it says now stands at the update.
      return { kind, subject: change.update.id, was: change.html, is: null }
    case 'happened_at':
      return { kind, subject: change.update.id, was: iso(change.from), is: iso(change.to) }
    case 'incident_start':
    case 'incident_end':
      return { kind, subject: null, was: isoOrNull(change.from), is: isoOrNull(change.to) }
    case 'window_start':
    case 'window_end':
      return { kind, subject: change.component.slug, was: isoOrNull(change.from), is: isoOrNull(change.to) }
    case 'window_status':
      return { kind, subject: change.component.slug, was: change.from, is: change.to }
    case 'window_component':
      return { kind, subject: null, was: change.from.slug, is: change.to.slug }
    case 'window_added':
      return { kind, subject: change.component.slug, was: null, is: spanOf(change) }
    case 'window_withdrawn':
      return { kind, subject: change.component.slug, was: spanOf(change), is: null }
    case 'impact':
    case 'title':
      return { kind, subject: null, was: change.from, is: change.to }
  }
}

/** `major_outage 2026-11-24T14:00:00.000Z/2026-11-24T15:00:00.000Z`; without an end while it lasts. */
function spanOf({ status, startedAt, endedAt }: { status: string; startedAt: number; endedAt: number | null }): string {
  return `${status} ${iso(startedAt)}/${isoOrNull(endedAt) ?? ''}`
}
