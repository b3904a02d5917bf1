import type { Db } from '#domain/database'
import { readIncident } from '#domain/incidents/incident-record'
import { listTellings, readTellingsVersion, type Telling } from '#domain/outbox/ledger'
import type { Versioned } from '../../../../parts/live/use-live.ts'

/** How far the news of one incident has come, the newest first. */
export interface Tellings extends Versioned {
  all: Telling[]
}

/** Null where there is no such incident. */
export function readTellings(db: Db, incidentId: string, now: number): Tellings | null {
  if (!readIncident(db, incidentId)) return null
  return { now, version: readTellingsVersion(db, incidentId), all: listTellings(db, incidentId) }
}
