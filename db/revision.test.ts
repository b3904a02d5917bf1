import { beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from './connection.ts'
import { recordAudit } from '#domain/audit'
import { terminal } from './demo/actors.ts'
import { fillWithCanary } from './demo/canary.ts'
import { tellStory } from './demo/story.ts'
import { testDatabase } from './test-database.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

/** Whatever customers can see of. */
const publicTables = [
  'page',
  'page_logos',
  'component_groups',
  'components',
  'incidents',
  'maintenances',
  'maintenance_components',
  'incident_updates',
  'update_components',
  'impact_windows',
  'corrections',
  'reports',
  'report_versions',
  'action_items',
]

/** What no public surface reads: changing it must not make every copy in memory old. */
const privateTables = [
  'access_policy',
  'access_reviews',
  'access_withdrawals',
  'accounts',
  'alert_deliveries',
  'alert_groups',
  'alert_rules',
  'alert_sources',
  'alerts',
  'announcement_components',
  'announcements',
  'api_token_components',
  'api_tokens',
  'break_glass_owners',
  'communications_leads',
  'component_operations',
  'customer_links',
  'form_drafts',
  'form_submissions',
  'holds',
  'idempotency_keys',
  'incident_metadata',
  'invitations',
  'message_templates',
  'notifications',
  'people',
  'rate_limits',
  'sessions',
  'setup_links',
  'single_sign_on',
  'single_sign_on_groups',
  'subscriber_components',
  'subscriber_groups',
  'subscriber_incidents',
  'subscribers',
  'tries',
  'two_factors',
  'verifications',
]

/** Takes no row but the next one, and is private. */
const appendOnly = 'audit_log'

let db: Connection
beforeAll(() => {
  db = testDatabase()
  tellStory(db, now)
  fillWithCanary(db, 'canaryq7', now)
  db.$client.pragma('foreign_keys = OFF')
})

function revision(): number {
  return Number(db.$client.prepare('select number from revision').pluck().get())
}

/** By how much a change to one row of a table raises the revision: on update, delete and insert. */
function raises(table: string): number[] {
  const { $client } = db
  const row = $client.prepare(`select rowid as _rowid, * from "${table}" limit 1`).get() as Record<string, unknown>
  const { _rowid, ...values } = row
  const names = Object.keys(values)
  const [first] = names
  const insert = `insert into "${table}" (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
  const steps = [
    () => $client.prepare(`update "${table}" set "${first}" = "${first}" where rowid = ?`).run(_rowid),
    () => $client.prepare(`delete from "${table}" where rowid = ?`).run(_rowid),
    () => $client.prepare(insert).run(...Object.values(values)),
  ]
  return steps.map((step) => {
    const before = revision()
    expect(step().changes).toBe(1)
    return revision() - before
  })
}

describe('the revision', () => {
  test.each(publicTables)('rises with every change to %s', (table) => {
    for (const raised of raises(table)) expect(raised).toBeGreaterThan(0)
  })

  test.each(privateTables)('stays with every change to %s', (table) => {
    expect(raises(table)).toEqual([0, 0, 0])
  })

  test('stays with every row of the audit log', () => {
    const before = revision()
    recordAudit(db, terminal, { action: 'incident.open', subjectKind: 'incident', subjectId: 'x' }, now)
    expect(revision()).toBe(before)
  })

  test('knows every table', () => {
    const tables = db.$client
      .prepare(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\' and name not like 'incident_search%'`,
      )
      .pluck()
      .all()
    expect(tables.sort()).toEqual([...publicTables, ...privateTables, appendOnly, 'revision'].sort())
  })

  test('starts at 1 in a new database', () => {
    const fresh = testDatabase()
    expect(fresh.$client.prepare('select number from revision').pluck().get()).toBe(1)
  })
})
