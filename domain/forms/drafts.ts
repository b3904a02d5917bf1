import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { formDrafts } from '#db/schema/forms'
import { write, type Db } from '../database.ts'
import { wasSubmitted } from './submissions.ts'

/** What nobody came back to for this long is deleted. */
export const draftsKeptMs = 30 * 24 * 3_600_000
/** One for each tab in which somebody types into the same form. */
const mostDrafts = 5
const mostCharacters = 300_000

const values = z
  .record(z.string().max(200), z.array(z.string()).max(500))
  .refine((fields) => JSON.stringify(fields).length <= mostCharacters, 'This is too much to keep.')

export const draftInput = z.object({
  /** Which form, and of what: `incident.open`, `incident_update.post:<incident>`. */
  form: z.string().regex(/^[a-z_]+\.[a-z_]+(?::[\w.-]{1,100})?$/),
  /** The key under which the form will be done once. */
  key: z.string().min(1).max(100),
  /** What was typed, by field; null where nothing is left of it. */
  values: values.nullable(),
})

/** What somebody typed into a form and has not sent. */
export interface Draft {
  key: string
  values: Record<string, string[]>
  savedAt: number
}

/** A form that keeps what is typed into it, and what it kept; plain data for the form's page. */
export interface FormDraft {
  form: string
  personId: string
  saved: Draft | null
}

/**
 * Keeps what somebody types; it is nobody else's, so it takes their id and asks for no role. What
 * was sent and done already is not kept again: the answer is `sent`.
 */
export function saveDraft(
  db: Db,
  personId: string,
  rawInput: z.input<typeof draftInput>,
  now: number,
): 'saved' | 'sent' {
  const input = draftInput.parse(rawInput)
  return write(db, (tx) => {
    if (wasSubmitted(tx, personId, input.key)) return 'sent'
    const others = listDrafts(tx, personId, input.form).filter((draft) => draft.key !== input.key)
    const own = input.values === null ? [] : [{ key: input.key, values: input.values, savedAt: now }]
    storeDrafts(tx, personId, input.form, [...own, ...others].slice(0, mostDrafts), now)
    return 'saved'
  })
}

/** What somebody typed last into a form, for showing the form again. */
export function readDraft(db: Db, personId: string, form: string): FormDraft {
  return { form, personId, saved: listDrafts(db, personId, form)[0] ?? null }
}

/** Deletes one draft of a form, as it was sent or given up; what was typed in another tab stays. */
export function deleteDraft(tx: Db, personId: string, { form, key }: { form: string; key: string }, now: number): void {
  const drafts = listDrafts(tx, personId, form)
  const others = drafts.filter((draft) => draft.key !== key)
  if (others.length < drafts.length) storeDrafts(tx, personId, form, others, now)
}

/** Deletes what nobody came back to. */
export function forgetDrafts(tx: Db, now: number): void {
  tx.delete(formDrafts)
    .where(lt(formDrafts.savedAt, now - draftsKeptMs))
    .run()
}

const stored = z.array(z.object({ key: z.string(), values, savedAt: z.number() }))

/** The newest first. */
function listDrafts(db: Db, personId: string, form: string): Draft[] {
  const row = db.select({ fields: formDrafts.fields }).from(formDrafts).where(isOf(personId, form)).get()
  return row ? stored.parse(JSON.parse(row.fields)) : []
}

function storeDrafts(tx: Db, personId: string, form: string, drafts: readonly Draft[], now: number): void {
  if (drafts.length === 0) {
    tx.delete(formDrafts).where(isOf(personId, form)).run()
    return
  }
  const row = { fields: JSON.stringify(drafts), savedAt: now }
  tx.insert(formDrafts)
    .values({ personId, form, ...row })
    .onConflictDoUpdate({ target: [formDrafts.personId, formDrafts.form], set: row })
    .run()
}

function isOf(personId: string, form: string) {
  return and(eq(formDrafts.personId, personId), eq(formDrafts.form, form))
}
