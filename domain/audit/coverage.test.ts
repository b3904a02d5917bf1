import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as audit from '#db/schema/audit'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = ['app', 'auth', 'cli', 'domain', 'worker']

/** Files that write and record nothing themselves, and why that leaves nothing unrecorded. */
const recordedElsewhere: Record<string, string> = {
  'domain/incidents/update-insertion.ts': 'a part of acts that record themselves',
  'domain/incidents/impact-windows.ts': 'a part of acts that record themselves',
  'domain/incidents/life/impact-overrides.ts': 'recorded by the correction that it is',
  'domain/corrections/title-corrections.ts': 'recorded in correction-records.ts',
  'domain/corrections/update-corrections.ts': 'recorded in correction-records.ts',
  'domain/corrections/window-corrections.ts': 'recorded in correction-records.ts',
  'domain/imports/rows.ts': 'a part of an import, which is recorded as a whole',
  'domain/reports/report-record.ts': 'a part of acts that record themselves',
  'domain/reports/report-policy.ts': 'a part of acts that record themselves',
  'domain/alerts/alert-drafts.ts': 'a part of a delivery, which records what it does',
  'domain/alerts/alert-groups.ts': 'a part of a delivery, which records what it does',
  'domain/alerts/deliveries.ts': 'what monitoring said, before anybody acts on it',
  'domain/outbox/announcements.ts': 'a part of acts that record themselves',
  'domain/outbox/hand-out.ts': 'what follows from an act that recorded itself',
  'domain/subscriptions/subscriber-record.ts': 'a part of acts that record themselves',
  'domain/people/tries.ts': 'counts of tries, which the session’s own row follows',
  'domain/forms/drafts.ts': 'what is being typed is nobody’s act yet',
  'domain/forms/submissions.ts': 'the answer to a form whose act records itself',
  'domain/management-api/idempotency.ts': 'the answer to a request whose act records itself',
  'domain/prepared.ts': 'a way to write, whose users record',
  'domain/housekeeping.ts': 'what has expired and serves nobody',
}

const makesTestData = ['auth/test-people.ts']

const writes = /\b(?:db|tx)\s*\.(?:insert|update|delete)\(|\bpreparedInsert\(/

function sources(): { file: string; text: string }[] {
  return rooms
    .flatMap((room) =>
      readdirSync(`${root}${room}`, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
    )
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !makesTestData.includes(file))
    .map((file) => ({ file, text: readFileSync(root + file, 'utf8') }))
}

test('every file that writes records what it did, or says who does', () => {
  const silent = sources()
    .filter(({ text }) => writes.test(text) && !/\brecord(?:Session)?Audit\(/.test(text))
    .map(({ file }) => file)
  expect(silent.sort()).toEqual(Object.keys(recordedElsewhere).sort())
})

test('nothing but the domain writes, and what stands around better-auth', () => {
  const elsewhere = sources().filter(({ file, text }) => !file.startsWith('domain/') && writes.test(text))
  expect(elsewhere.map(({ file }) => file)).toEqual(['auth/session-audit.ts'])
})

test('only recordAudit writes the audit log', () => {
  const table = Object.values<unknown>(audit).find((value): value is SQLiteTable => is(value, SQLiteTable))
  expect(table && getTableName(table)).toBe('audit_log')
  const writers = sources().filter(({ text }) =>
    /(?:\.(?:insert|update|delete)|\bpreparedInsert)\(auditLog\)/.test(text),
  )
  expect(writers.map(({ file }) => file)).toEqual(['domain/audit.ts'])
})

test('an import is one act, by whoever may import', () => {
  const imports = sources().filter(({ file }) => file.startsWith('domain/imports/'))
  const acts = imports.flatMap(({ text }) =>
    [...text.matchAll(/^export function (\w+)\(\s*db: Db,\s*actor: Actor/gm)].map((match) => match[1]),
  )
  expect(acts).toEqual(['applyImport'])
})
