import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import {
  changeMessageTemplate,
  listOwnWorded,
  messageWordsInput,
  readMessageTemplate,
  readTemplatesVersion,
} from './message-templates.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const empty = { subject: '', opening: '', closing: '' }

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
})

const change = (input: Partial<Parameters<typeof changeMessageTemplate>[2]>) =>
  changeMessageTemplate(db, terminal, { kind: 'update', ...empty, seen: 0, ...input }, now)

test('an owner’s words replace Candor’s until they are taken back, and the log says so', () => {
  expect(readMessageTemplate(db, 'update')).toEqual({ subject: null, opening: null, closing: null, version: 0 })
  change({ subject: '{{state}}: {{title}}', closing: 'Acme, Harbour Street 1' })
  expect(readMessageTemplate(db, 'update')).toEqual({
    subject: '{{state}}: {{title}}',
    opening: null,
    closing: 'Acme, Harbour Street 1',
    version: 1,
  })
  expect([listOwnWorded(db), readTemplatesVersion(db)]).toEqual([['update'], 1])
  change({ seen: 1 })
  expect([listOwnWorded(db), readTemplatesVersion(db)]).toEqual([[], 2])
  const log = db.select().from(auditLog).where(eq(auditLog.subjectKind, 'message_template')).all()
  expect(log.map(({ action, subjectId }) => `${action} ${subjectId}`)).toEqual(
    Array(2).fill('message_template.change update'),
  )
  expect(JSON.parse(log[1]?.before ?? '')).toMatchObject({ subject: '{{state}}: {{title}}' })
})

test('who saw what another changed meanwhile overwrites nothing', () => {
  change({ opening: 'Hello' })
  expect(() => change({ opening: 'Hi' })).toThrow(/Somebody changed these words/)
  expect(readMessageTemplate(db, 'update').opening).toBe('Hello')
})

test('what changes nothing leaves no trace', () => {
  change({})
  expect(readTemplatesVersion(db)).toBe(0)
})

describe('words are refused', () => {
  const problems = (input: object) =>
    messageWordsInput
      .safeParse({ kind: 'update', ...empty, ...input })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

  test.each([
    [{ subject: 'a\r\nBcc: eve@example.com' }, /^subject: The subject is one line/],
    [{ subject: 'a\u0000' }, /^subject: The subject is one line/],
    [{ subject: 'a'.repeat(301) }, /^subject: .*at most 300/],
    [{ opening: 'a'.repeat(2_001) }, /^opening: .*at most 2000/],
    [{ closing: 'a\n{{address}}' }, /^closing: Line 2: {{address}} is no variable here/],
    [{ kind: 'digest', subject: '{{title}}' }, /^subject: Line 1: {{title}} is no variable here.*count, titles/],
    [{ kind: 'chat', opening: 'Hello' }, /^opening: This kind of message has no such part/],
    [{ kind: 'sms' }, /^kind: There is no such kind/],
  ])('%j', (input, problem) => {
    expect(problems(input)?.[0]).toMatch(problem)
  })

  test('all at once, each beside its part', () => {
    expect(problems({ subject: '{{a}}', opening: '{{b}}' })?.map((problem) => problem.split(':')[0])).toEqual([
      'subject',
      'opening',
    ])
  })
})
