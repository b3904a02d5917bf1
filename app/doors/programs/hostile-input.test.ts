import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setConnection, type Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { verifyAuditLog } from '#domain/audit/chain'
import { createAlertSource } from '#domain/alerts/alert-sources'
import type { Operation } from '#domain/management-api/operation'
import { operations } from '#domain/management-api/operations'
import { readPage } from '#domain/page'
import { selectRevision } from '#domain/public/rows'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { readTeamVersion } from '#domain/team/team-version'
import { createToken } from '#domain/tokens/tokens'
import { POST as intake } from '../../(api)/intake/[token]/route.ts'
import { answerProgram } from './answer-program.ts'
import { forgetCounts } from './program-admission.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
/** Fixed, so that a failure can be seen again; fast-check prints it with the shortest input that fails. */
const bounds = { seed: 20261124, numRuns: 12 }

let db: Connection
let ids: Record<string, string>
let token: string
let alertToken: string

beforeAll(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  db = testDatabase()
  makePage(db, {}, now - 9 * hourMs)
  const group = makeGroup(db, {}, now - 9 * hourMs)
  const component = makeComponent(db, { groupId: group }, now - 9 * hourMs)
  const incident = makeIncident(
    db,
    { components: [{ componentId: component, status: 'partial_outage' }] },
    now - hourMs,
  )
  const expiresAt = now + hourMs
  token = createToken(db, terminal, { name: 'Fuzz', role: 'owner', expiresAt }, now - hourMs).token
  alertToken = createAlertSource(db, terminal, { name: 'Alerts' }, now - hourMs).token
  const subscriber = addSubscriber(
    db,
    terminal,
    { email: 'ada@example.com', choices: { incidentIds: [incident] } },
    now,
  )
  ids = {
    page_id: readPage(db).id,
    component_id: component,
    id: group,
    incident_id: incident,
    subscriber_id: subscriber,
  }
  setConnection(db)
})
afterAll(() => {
  setConnection(null)
  vi.useRealTimers()
})

/** Texts that break what is careless: quotes, signs of markup, half characters, names of prototypes, numbers of no size. */
const odd = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '<script>',
  '=1+1',
  '\r\nSet-Cookie: a=b',
  '../../etc/passwd',
  '%00',
  '1e999',
  '-1',
  'NaN',
  '9007199254740993',
  '2026-02-30T25:61:00Z',
  'operational',
  'resolved',
  'x'.repeat(70_000),
)
const names = fc.constantFrom(
  'name',
  'status',
  'body',
  'components',
  'component_ids',
  'metadata',
  'impact_override',
  'scheduled_for',
  'scheduled_until',
  'description',
  'position',
  'group_id',
  'email',
  'role',
  'expires_at',
  'scopes',
  'page_description',
  'incident_update',
  'backfill_date',
  'endpoint',
  'phone_number',
  'skip_confirmation_notification',
  'id',
)
const value = fc.oneof(odd, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 3 }))
const fields = fc.dictionary(names, value, { maxKeys: 6 })
const wrapped = fc.dictionary(
  fc.constantFrom(
    'page',
    'component',
    'component_group',
    'incident',
    'incident_update',
    'postmortem',
    'person',
    'subscriber',
    'subscribers',
    'token',
    '__proto__',
  ),
  fc.oneof({ weight: 4, arbitrary: fields }, { weight: 1, arbitrary: value }),
  { maxKeys: 2 },
)
const bodies = fc.oneof(
  wrapped.map((body) => JSON.stringify(body)),
  fc.jsonValue().map((body) => JSON.stringify(body)),
  odd,
)
const queries = fc
  .dictionary(
    fc.constantFrom('page', 'per_page', 'limit', 'q', 'type', 'state', 'sort_field', 'from', 'to', 'actor', 'search'),
    odd,
    { maxKeys: 3 },
  )
  .map((query) => new URLSearchParams(query).toString())
const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', '')

/** What an answer says of its insides where nobody took care. */
const insides = /\.ts:\d+|node_modules|SqliteError|SQLITE_|ZodError|TypeError|\bat \S+ \(/

function expectHarmless(status: number, text: string | null): void {
  expect(status === 501 || status < 500, `${status} ${text?.slice(0, 200)}`).toBe(true)
  expect(text ?? '').not.toMatch(insides)
}

/** What customers or the team see changes only with a row of the audit log. */
async function expectOnRecord(act: () => Promise<void>): Promise<void> {
  const rows = () => Number(readTeamVersion(db).split('.')[0])
  const before = { rows: rows(), revision: selectRevision(db) }
  await act()
  if (selectRevision(db) !== before.revision) expect(rows()).toBeGreaterThan(before.rows)
}

const pathOf = ({ path }: Operation, id: string | null) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(id ?? ids[name] ?? 'abcdefghijkl'))

test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  'whatever %s is asked, it answers in its own words, and changes nothing without a record',
  { timeout: 60_000 },
  async (_name, operation) => {
    const strange = fc.option(
      odd.filter((text) => text.length < 100),
      { nil: null, freq: 4 },
    )
    await fc.assert(
      fc.asyncProperty(bodies, queries, types, strange, async (body, query, type, id) => {
        forgetCounts()
        await expectOnRecord(async () => {
          const { status, body: text } = await answerProgram({
            method: operation.method,
            url: `/v1${pathOf(operation, id === '\ud800' ? null : id)}?${query}`,
            headers: new Headers({ authorization: `Bearer ${token}`, ...(type ? { 'content-type': type } : {}) }),
            body,
          })
          expectHarmless(status, text)
        })
      }),
      bounds,
    )
  },
)

test('whatever is sent to the intake of alerts is answered in its own words, and changes nothing without a record', async () => {
  const labels = fc.dictionary(
    fc.oneof(
      odd.filter((text) => text.length < 100),
      names,
    ),
    value,
    { maxKeys: 4 },
  )
  const alert = fc.record(
    {
      status: value,
      labels: fc.oneof(labels, value),
      annotations: value,
      startsAt: value,
      endsAt: value,
      fingerprint: value,
    },
    { requiredKeys: [] },
  )
  const delivery = fc.record(
    { alerts: fc.oneof(fc.array(alert, { maxLength: 3 }), value), groupKey: value, status: value, version: value },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        delivery.map((body) => JSON.stringify(body)),
        bodies,
      ),
      async (body) => {
        await expectOnRecord(async () => {
          const request = new Request('http://localhost/intake/x', { method: 'POST', body })
          const answer = await intake(request, { params: Promise.resolve({ token: alertToken }) })
          expectHarmless(answer.status, await answer.text())
        })
      },
    ),
    { ...bounds, numRuns: 100 },
  )
})

test('after all of it the audit log is whole, and holds no token', () => {
  expect(verifyAuditLog(db, null).faults).toEqual([])
  const said = db.$client
    .prepare<[], string>(`select coalesce(before, '') || coalesce(after, '') from audit_log`)
    .pluck()
    .all()
  expect(said.join('\n')).not.toMatch(/cndr_[A-Za-z0-9]{20}/)
})
