import { z } from 'zod'
import { DomainError } from '../errors.ts'
import type { IncidentRow } from './incident-record.ts'

const minuteMs = 60_000
/** A team writes down what it missed, but nobody opens an incident of long ago by more than a slip of the year. */
const longestBackMs = 366 * 24 * 60 * minuteMs

/** When something happened; left out, it happens as it is written. */
export const happenedAtInput = z.int('Write a date and a time, such as 2026-11-24 22:00.').optional()

/** When an incident began, for its opening. Throws `invalid` for a time in the future or more than a year back. */
export function beginningOf(said: number | undefined, now: number): number {
  if (said === undefined) return now
  refuseFuture(said, now)
  if (said >= now - longestBackMs) return said
  throw new DomainError('invalid', 'It lies more than a year back. Look at the year again.', 'happenedAt')
}

/**
 * When an update of an incident happened. Throws `invalid` for a time in the future or before the
 * incident. Forms know minutes, so the minute in which it began is its beginning.
 */
export function happenedWithin(
  incident: Pick<IncidentRow, 'startedAt' | 'createdAt'>,
  said: number | undefined,
  now: number,
): number {
  if (said === undefined) return now
  refuseFuture(said, now)
  // A maintenance is told of before it starts.
  const began = Math.min(incident.startedAt, incident.createdAt)
  if (said > began - minuteMs) return Math.max(said, began)
  throw new DomainError(
    'invalid',
    'It lies before the incident began. Choose a later time, or correct when the incident began.',
    'happenedAt',
  )
}

function refuseFuture(said: number, now: number): void {
  if (said > now) throw new DomainError('invalid', 'It lies in the future. Choose a time up to now.', 'happenedAt')
}
