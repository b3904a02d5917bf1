import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { messageKinds, messageTemplates } from '#db/schema/messages'
import { mustAct, mustReachEverything, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { optionalLine, prose } from '../input.ts'
import { prepared } from '../prepared.ts'
import { kindsOfMessages, templateParts, type MessageKind, type TemplatePart } from './message-kinds.ts'
import { templateProblem } from './templates.ts'

const longestText = 2_000

/** The page's own words for a kind of message; what is null is Candor's. */
export type Templates = Record<TemplatePart, string | null>

export interface MessageTemplate extends Templates {
  /** How often it was changed; 0 where it never was. */
  version: number
}

/** An end of a line here would be one in a mail's head. */
const controls = /[\p{Cc}\u2028\u2029]/u
const subject = z
  .string({ error: 'The subject is missing.' })
  .refine((value) => !controls.test(value), 'The subject is one line, without control characters. Take them out.')
  .pipe(optionalLine('The subject', { max: 300 }))
const text = (name: string) => prose(name, { max: longestText }).transform((value) => value || null)

const templates = z.object({
  kind: z.enum(messageKinds, 'There is no such kind of message.'),
  subject,
  opening: text('The opening'),
  closing: text('The closing'),
})

/** An owner's words as they were typed: an empty part is Candor's own. Names each variable that there is not, with its line. */
export const messageWordsInput = templates.superRefine((input, context) => {
  const { parts, variables } = kindsOfMessages[input.kind]
  for (const part of templateParts) {
    const template = input[part]
    if (template === null) continue
    const message = parts.includes(part)
      ? templateProblem(template, variables)
      : 'This kind of message has no such part.'
    if (message) context.addIssue({ code: 'custom', message, path: [part] })
  }
})

export type MessageWordsInput = z.input<typeof messageWordsInput>

/** What an owner typed, as it would be saved. Throws `forbidden` below owner, and what can't be filled in. */
export function checkMessageWords(actor: Actor, rawInput: MessageWordsInput): Templates {
  mustAct(actor, 'owner')
  const { subject, opening, closing } = messageWordsInput.parse(rawInput)
  return { subject, opening, closing }
}

/** The page's own words for a kind of message. */
export function readMessageTemplate(db: Db, kind: MessageKind): MessageTemplate {
  return selectTemplate(db).get({ kind }) ?? { subject: null, opening: null, closing: null, version: 0 }
}

/** The kinds of messages that have words of their own. */
export function listOwnWorded(db: Db): MessageKind[] {
  return db
    .select({ kind: messageTemplates.kind })
    .from(messageTemplates)
    .where(sql`coalesce(subject, opening, closing) is not null`)
    .all()
    .map(({ kind }) => kind)
}

/** Rises with each change of any of them: what was written with others is out of date. */
export function readTemplatesVersion(db: Db): number {
  return selectVersion(db).get()?.version ?? 0
}

/**
 * Changes the words of a kind of message, from the next one on; all parts empty gives Candor's back.
 * `seen` is the version that was shown. Throws `forbidden` below owner, `invalid` for what can't be
 * filled in, and `conflict` where somebody changed it meanwhile.
 */
export function changeMessageTemplate(
  db: Db,
  actor: Actor,
  { seen, ...rawInput }: MessageWordsInput & { seen: number },
  now: number,
): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  const { kind, ...after } = messageWordsInput.parse(rawInput)
  write(db, (tx) => {
    const { version, ...before } = readMessageTemplate(tx, kind)
    if (version !== seen) {
      throw new DomainError(
        'conflict',
        'Somebody changed these words meanwhile. Copy what you typed, and load the page again to see theirs.',
      )
    }
    if (templateParts.every((part) => before[part] === after[part])) return
    const row = { ...after, version: version + 1, updatedAt: now }
    tx.insert(messageTemplates)
      .values({ kind, ...row })
      .onConflictDoUpdate({ target: messageTemplates.kind, set: row })
      .run()
    const subject = { subjectKind: 'message_template', subjectId: kind }
    recordAudit(tx, actor, { action: 'message_template.change', ...subject, before, after }, now)
  })
}

const selectTemplate = prepared((db) =>
  db
    .select({
      subject: messageTemplates.subject,
      opening: messageTemplates.opening,
      closing: messageTemplates.closing,
      version: messageTemplates.version,
    })
    .from(messageTemplates)
    .where(eq(messageTemplates.kind, sql.placeholder('kind')))
    .prepare(),
)
const selectVersion = prepared((db) =>
  db
    .select({ version: sql<number>`coalesce(sum(${messageTemplates.version}), 0)` })
    .from(messageTemplates)
    .prepare(),
)
