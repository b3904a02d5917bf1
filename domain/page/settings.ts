import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { auditLog } from '#db/schema/audit'
import { page } from '#db/schema/page'
import { mustAct, mustReachEverything, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { isTimeZone } from '../calendar.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { line, optionalLine, optionalUrl, prose } from '../input.ts'
import { readPage, type PageRow } from '../page.ts'
import { keepOwedReports } from '../reports/report-policy.ts'
import { policySettings } from '../reports/reports.ts'
import { StaleViewError, type NewerChange } from '../stale-view.ts'
import { isReadable, leastContrast, nearestReadable, parseColor, ratioWords, type Scheme } from './contrast.ts'
import { linksInput } from './links.ts'
import { settingLabels, settingWords, type SettingName } from './setting-words.ts'

const fewestPromiseMinutes = 1
const mostPromiseMinutes = 24 * 60
const mostPreliminaryHours = 30 * 24
const mostFinalDays = 365

const email = optionalLine('The e-mail address', { max: 254 }).refine(
  (value) => value === null || z.email().safeParse(value).success,
  'Write an e-mail address, such as help@example.com.',
)

const promiseWords = `Write whole minutes, from ${fewestPromiseMinutes} to ${mostPromiseMinutes} (a day).`
const promise = z.int(promiseWords).min(fewestPromiseMinutes, promiseWords).max(mostPromiseMinutes, promiseWords)
const promisesByStatus = z.object({ investigating: promise, identified: promise, monitoring: promise })

const settings = z.object({
  name: line('The page’s name', { max: 80 }),
  description: prose('The description', { max: 300 }).transform((value) => value.replace(/\s+/g, ' ') || null),
  links: linksInput,
  supportUrl: optionalUrl('The address of your support'),
  supportEmail: email,
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list, such as Europe/Berlin.'),
  accentLight: accent('light'),
  accentDark: accent('dark'),
  promiseMinutes: z
    .object({ critical: promisesByStatus, major: promisesByStatus, minor: promisesByStatus })
    // An incident that names no component is promised like a minor one.
    .transform((minutes) => ({ ...minutes, none: minutes.minor })),
  reportsOwedFrom: z.enum(['none', 'minor', 'major', 'critical'], 'Choose from which impact on a report is owed.'),
  preliminaryReportHours: wholeNumber('hours', mostPreliminaryHours),
  finalReportDays: wholeNumber('days', mostFinalDays),
  reviewsReports: z.boolean(),
})

/** What is to change; what is left out stays as it is. `seenAt` is the page's `updatedAt` as it was seen by whoever changes it. */
export const pageSettingsInput = settings
  .partial()
  .extend({ seenAt: z.int('The form is not whole. Load the settings again.') })

export type PageSettingsInput = z.input<typeof pageSettingsInput>
type Settings = z.output<typeof settings>

/**
 * Changes the page's settings. Two people may change different ones at once; whoever would change
 * what another changed meanwhile gets a StaleViewError. Throws `forbidden` below owner, and `invalid`.
 */
export function updatePageSettings(db: Db, actor: Actor, rawInput: PageSettingsInput, now: number): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  const { seenAt, ...input } = pageSettingsInput.parse(rawInput)
  write(db, (tx) => {
    const before = readPage(tx)
    const names = (Object.keys(input) as SettingName[]).filter((name) => input[name] !== undefined)
    refuseOverwriting(tx, actor, before, names, seenAt)
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(input[name]))
    if (changed.length === 0) return
    const after = pick(input, changed) as Partial<Settings>
    refuseLateReport(
      after.preliminaryReportHours ?? before.preliminaryReportHours,
      after.finalReportDays ?? before.finalReportDays,
    )
    const at = Math.max(now, before.updatedAt + 1)
    if (policySettings.some((name) => name in after)) keepOwedReports(tx, at)
    tx.update(page)
      .set({ ...after, updatedAt: at })
      .run()
    const change = { before: pick(before, changed), after }
    recordAudit(tx, actor, { action: 'page.update', subjectKind: 'page', subjectId: before.id, ...change }, at)
  })
}

function refuseOverwriting(tx: Db, actor: Actor, before: PageRow, names: readonly SettingName[], seenAt: number): void {
  if (before.updatedAt === seenAt) return
  const changes = tx
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, 'page.update'), eq(auditLog.subjectId, before.id), gt(auditLog.at, seenAt)))
    .orderBy(asc(auditLog.number))
    .all()
    .map((row) => newerChange(row, actor, names))
    .filter((change) => change.parts.length > 0)
  if (changes.length > 0) throw new StaleViewError(changes, String(before.updatedAt))
}

function newerChange(row: typeof auditLog.$inferSelect, actor: Actor, names: readonly SettingName[]): NewerChange {
  const after = JSON.parse(row.after ?? '{}') as Partial<PageRow>
  return {
    by: row.actorKind === 'person' ? row.actorName : null,
    isOwn: row.actorId !== null && row.actorId === personOf(actor),
    at: row.at,
    did: 'changed these settings',
    parts: names.flatMap((name) =>
      name in after
        ? [{ label: settingLabels[name], text: settingWords(name, after[name] as PageRow[typeof name]) }]
        : [],
    ),
  }
}

function refuseLateReport(preliminaryHours: number, finalDays: number): void {
  if (preliminaryHours <= finalDays * 24) return
  throw new DomainError(
    'invalid',
    `The preliminary report would be due after the final one: ${finalDays} days are ${finalDays * 24} hours.`,
    'preliminaryReportHours',
  )
}

function accent(scheme: Scheme) {
  return optionalLine('The colour').transform((value, context) => {
    if (value === null) return null
    const color = parseColor(value)
    if (color === null) {
      context.addIssue({ code: 'custom', message: 'Write the colour as # and six digits, such as #3346d3.' })
      return z.NEVER
    }
    if (!isReadable(color, scheme)) {
      context.addIssue({ code: 'custom', message: unreadableWords(color, scheme) })
      return z.NEVER
    }
    return color
  })
}

function unreadableWords(color: string, scheme: Scheme): string {
  const nearest = nearestReadable(color, scheme)
  const [had, would] = [color, nearest].map((each) => ratioWords(leastContrast(each, scheme)))
  return `${color} has a contrast of ${had} on the ${scheme} page; text needs 4.5:1. The nearest colour that has it is ${nearest} (${would}).`
}

function wholeNumber(unit: string, most: number) {
  const words = `Write whole ${unit}, from 1 to ${most}.`
  return z.int(words).min(1, words).max(most, words)
}

function pick<Value extends object, Key extends keyof Value>(value: Value, keys: readonly Key[]): Pick<Value, Key> {
  return Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<Value, Key>
}
