import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { alertFormats } from '#db/schema/alerts'
import { cleanLine } from '../../input.ts'
import type { Labels } from '../matchers.ts'

const mostAlerts = 500
const mostLabels = 64
const longestValue = 1_000
const longestTitle = 200
const longestKey = 300

/** One alert as a delivery tells of it. */
export interface ReceivedAlert {
  /** The same for the same alert, as often as it is told. */
  fingerprint: string
  labels: Labels
  title: string
  isFiring: boolean
  /** Null where it isn't said: then it began, or ended, as it was first told. */
  startedAt: number | null
  endedAt: number | null
}

/** What any source says, in Candor's words. */
export interface Delivery {
  format: (typeof alertFormats)[number]
  /** What the source groups together. */
  group: string
  alerts: ReceivedAlert[]
}

/** Labels by name; what is far too long is cut, since it is compared and shown. */
export const labelsInput = z
  .record(z.string().min(1).max(200), z.string({ error: 'A label’s value must be a text.' }))
  .refine((labels) => Object.keys(labels).length <= mostLabels, `At most ${mostLabels} labels fit.`)
  .transform((labels): Labels => toLabels(Object.entries(labels)))

export const alertsLimit = { most: mostAlerts, says: `At most ${mostAlerts} alerts fit into one delivery.` }

/** An instant as programs write it, in milliseconds; Go's zero time says that there is none. */
export const instant = z
  .string()
  .max(60)
  .refine((text) => Number.isFinite(Date.parse(text)), 'Write a time as in 2026-11-24T14:05:00Z.')
  .transform((text) => {
    const at = Date.parse(text)
    return at > 0 ? at : null
  })

export function toLabels(entries: readonly (readonly [string, string])[]): Labels {
  return Object.fromEntries(entries.map(([name, value]) => [name, cleanLine(value).slice(0, longestValue)]))
}

export function titleOf(...candidates: readonly (string | undefined)[]): string {
  const found = candidates.map((text) => cleanLine(text ?? '')).find((text) => text !== '')
  return (found ?? 'Alert without a name').slice(0, longestTitle)
}

/** A key of any length, as it is kept. */
export function shortKey(key: string): string {
  return key.length <= longestKey ? key : createHash('sha256').update(key).digest('hex')
}

/** What tells an alert from others where its source has no mark for it: its labels. */
export function fingerprintOf(labels: Labels): string {
  const sorted = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16)
}
