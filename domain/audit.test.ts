import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import { masked, recordAudit } from './audit.ts'

test('an audit row keeps who, what and when, and leaves out what was not there before or after', () => {
  const db = testDatabase()
  const entry = { action: 'incident.open', subjectKind: 'incident', subjectId: 'p31zjtct2jer' }
  recordAudit(db, terminal, { ...entry, after: { title: 'Checkout' } }, 7)
  recordAudit(db, { kind: 'worker', name: 'Candor', role: 'owner' }, { ...entry, before: null }, 8)
  expect(db.select().from(auditLog).all()).toMatchObject([
    {
      ...entry,
      at: 7,
      actorKind: 'command',
      actorId: null,
      actorName: 'candor',
      before: null,
      after: '{"title":"Checkout"}',
    },
    { ...entry, at: 8, actorKind: 'worker', before: 'null', after: null, requestId: null },
  ])
})

test('what is a secret by its name is never written down', () => {
  const db = testDatabase()
  const after = {
    name: 'CI',
    tokenId: 'p31zjtct2jer',
    token: 'cndr_1',
    isToken: true,
    target: { url: 'https://hooks.example', signingSecret: 'whsec_1', seed: null },
    people: [{ password: 'hunter2', newPassword: 'hunter3', passwordChangedAt: 7 }],
  }
  recordAudit(db, terminal, { action: 'api_token.create', subjectKind: 'api_token', subjectId: 'x', after }, 7)
  const [row] = db.select().from(auditLog).all()
  expect(JSON.parse(row?.after ?? '')).toEqual({
    ...after,
    token: masked,
    target: { url: 'https://hooks.example', signingSecret: masked, seed: null },
    people: [{ password: masked, newPassword: masked, passwordChangedAt: 7 }],
  })
})
