import { z } from 'zod'
import { auditLog } from '#db/schema/audit'
import { everything, listAuditRecords } from '../audit/records.ts'
import { listQuery, pageOf, text } from './inputs.ts'
import { operation } from './operation.ts'

const subject = z.strictObject({ kind: z.string(), id: z.string() })

/** A record as the export and the command line tell it, too. */
const shape = z.strictObject({
  number: z.int(),
  at: z.int().meta({ description: 'Milliseconds since 1970.' }),
  actor: z.strictObject({ kind: z.enum(auditLog.actorKind.enumValues), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  subject,
  before: z.unknown(),
  after: z.unknown(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
})

const query = listQuery.extend({
  actor: text.meta({ description: 'A kind of actor, or kind:id.' }),
  action: text.meta({ description: 'An action, or the noun of several: incident.open, incident.' }),
  subject: text.meta({ description: 'A kind of subject, or kind:id.' }),
  from: text.meta({ description: 'First day, as 2026-11-24.' }),
  to: text.meta({ description: 'Last day.' }),
  search: text.meta({ description: 'Words that all stand in the record.' }),
})

export const auditOperations = [
  operation({
    method: 'GET',
    path: '/audit',
    group: 'Audit log',
    summary: 'Who did what, the newest first.',
    scope: 'audit:read',
    needs: 'owner',
    query,
    answer: { status: 200, schema: { name: 'AuditRecord', shape }, isList: true },
    run: ({ db, query: asked }) => {
      const { offset, limit } = pageOf(asked)
      const { actor, action, subject: of, from, to, search } = { ...everything, ...withoutNothing(asked) }
      return listAuditRecords(db, { actor, action, subject: of, from, to, search }, offset + limit).slice(offset)
    },
  }),
]

function withoutNothing(asked: Record<string, unknown>): Partial<typeof everything> {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => typeof value === 'string'))
}
