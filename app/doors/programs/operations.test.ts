import Database from 'better-sqlite3'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { setConnection } from '#db/connection'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { mayAct, type Role, type Scope } from '#domain/actor'
import type { Operation } from '#domain/management-api/operation'
import { operations } from '#domain/management-api/operations'
import { readPage } from '#domain/page'
import { openApiDocument } from '#domain/public/openapi/openapi'
import { postUpdate } from '#domain/incidents/incident-updates'
import { publishReport } from '#domain/reports/report-publication'
import { saveReportDraft } from '#domain/reports/report-drafts'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { createToken, revokeToken } from '#domain/tokens/tokens'
import { answerProgram } from './answer-program.ts'
import { forgetCounts } from './program-admission.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const document = openApiDocument({ name: 'Acme Status', url: 'https://status.acme.example' })

/** What each operation is asked for; an operation without a body needs nothing here. */
const bodies: Record<string, unknown> = {
  'PATCH /pages/{page_id}': { page: { name: 'Acme', unknown: 1 } },
  'PUT /pages/{page_id}': { page: { page_description: 'How Acme does' } },
  'POST /pages/{page_id}/components': { component: { name: 'API', status: 'degraded_performance', showcase: 't' } },
  'PATCH /pages/{page_id}/components/{component_id}': { component: { status: 'partial_outage' } },
  'PUT /pages/{page_id}/components/{component_id}': { component: { status: 'operational' } },
  'POST /pages/{page_id}/component-groups': {
    description: 'All of it',
    component_group: { name: 'Shop', components: [] },
  },
  'PATCH /pages/{page_id}/component-groups/{id}': { component_group: { name: 'Store' } },
  'PUT /pages/{page_id}/component-groups/{id}': { component_group: { components: [] } },
  'POST /pages/{page_id}/incidents': {
    incident: { name: 'Checkout fails', components: {}, metadata: { jira: { id: 7 } } },
  },
  'PATCH /pages/{page_id}/incidents/{incident_id}': { incident: { status: 'monitoring', body: 'Fixed.' } },
  'PUT /pages/{page_id}/incidents/{incident_id}': { incident: { name: 'Cards fail' } },
  'PATCH /pages/{page_id}/incidents/{incident_id}/incident_updates/{incident_update_id}': {
    incident_update: { body: 'Some cards fail.', wants_twitter_update: false },
  },
  'PUT /pages/{page_id}/incidents/{incident_id}/incident_updates/{incident_update_id}': {
    incident_update: { body: 'Some cards failed.' },
  },
  'PUT /pages/{page_id}/incidents/{incident_id}/postmortem': { postmortem: { body_draft: 'A deploy broke it.' } },
  'PUT /pages/{page_id}/incidents/{incident_id}/windows': { windows: [], reason: 'nothing was wrong' },
  'PUT /pages/{page_id}/incidents/{incident_id}/report': { report: { summary: 'Cards failed.', is_preliminary: true } },
  'POST /pages/{page_id}/subscribers': { subscriber: { email: 'noor@example.com' } },
  'PATCH /pages/{page_id}/subscribers/{subscriber_id}': { component_ids: ['COMPONENT'] },
  'POST /pages/{page_id}/subscribers/resend_confirmation': { subscribers: 'all' },
  'POST /pages/{page_id}/subscribers/unsubscribe': { subscribers: 'all', type: 'email' },
  'POST /pages/{page_id}/subscribers/reactivate': { subscribers: 'all' },
  'POST /pages/{page_id}/incidents/{incident_id}/subscribers': { subscriber: { email: 'noor@example.com' } },
  'POST /people': { person: { email: 'noor@acme.example', role: 'viewer' } },
  'PATCH /people/{person}': { person: { role: 'support' } },
  'POST /tokens': { token: { name: 'Deploy', role: 'viewer', expires_at: '2026-12-24T00:00:00Z' } },
  'PUT /pages/{page_id}/incidents/{incident_id}/postmortem/publish': { postmortem: { notify_subscribers: true } },
}

/** Reports need an incident that is over: one with a draft, or with a published report. */
const incidentOf = ({ method, path }: Operation): keyof typeof scene.incidents => {
  if (path.endsWith('/revert')) return 'reported'
  return /postmortem|report$/.test(path) && method !== 'POST' ? 'drafted' : 'open'
}

let scene: ReturnType<typeof makeScene>

function makeScene() {
  const db = testDatabase()
  makePage(db, {}, now - 9 * hourMs)
  const group = makeGroup(db, {}, now - 9 * hourMs)
  const component = makeComponent(db, { groupId: group }, now - 9 * hourMs)
  const free = makeComponent(db, { name: 'Search' }, now - 9 * hourMs)
  const made = () => {
    const components = [{ componentId: component, status: 'partial_outage' as const }]
    return makeIncident(db, { components }, now - 8 * hourMs)
  }
  const incidents = { open: made(), drafted: made(), reported: made() }
  for (const incidentId of [incidents.drafted, incidents.reported]) {
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, now - hourMs)
    const text = { summary: 'a', affected: 'b', happened: 'c', prevention: 'd' }
    const seen = saveReportDraft(db, terminal, { incidentId, seen: null, ...text }, now - hourMs)
    if (incidentId === incidents.reported) publishReport(db, terminal, { incidentId, seen }, now - hourMs)
  }
  const [update] = db
    .select()
    .from(incidentUpdates)
    .all()
    .filter(({ incidentId }) => incidentId === incidents.open)
  const tokenOf = (role: Role, scopes: Scope[] | null = null, componentIds: string[] | null = null) =>
    createToken(db, terminal, { name: role, role, scopes, componentIds, expiresAt: now + hourMs }, now - hourMs)
  const revoked = tokenOf('owner')
  revokeToken(db, terminal, revoked.id, now - hourMs)
  const { id: person } = makePerson(db, { name: 'Vic', role: 'viewer' }, now - hourMs)
  const { id: tokenId } = tokenOf('viewer')
  const followed = { incidentIds: [incidents.open] }
  const subscriber = makeSubscriber(db, { coversPage: true, ...followed }, now - hourMs).id
  const asked = addSubscriber(db, terminal, { email: 'asked@example.com', choices: followed }, now - hourMs)
  const tokens = {
    nobody: '',
    revoked: revoked.token,
    viewer: tokenOf('viewer').token,
    support: tokenOf('support').token,
    responder: tokenOf('responder').token,
    owner: tokenOf('owner').token,
    pageReader: tokenOf('owner', ['page:read']).token,
    subscriberReader: tokenOf('owner', ['subscribers:read']).token,
    elsewhere: tokenOf('owner', null, [free]).token,
  }
  return {
    bytes: db.$client.serialize(),
    page: readPage(db).id,
    group,
    component,
    incidents,
    update: update?.id ?? '',
    tokens,
    person,
    tokenId,
    subscriber,
    asked,
  }
}

beforeAll(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  scene = makeScene()
})
afterEach(() => setConnection(null))
afterAll(() => void vi.useRealTimers())

async function ask(operation: Operation, principal: keyof typeof scene.tokens) {
  forgetCounts()
  const client = new Database(scene.bytes)
  client.pragma('foreign_keys = ON')
  setConnection(Object.assign(drizzle(client), { $client: client }))
  const params: Record<string, string> = {
    page_id: scene.page,
    component_id: scene.component,
    id: scene.group,
    incident_id: scene.incidents[incidentOf(operation)],
    incident_update_id: scene.update,
    subscriber_id: operation.path.endsWith('/resend_confirmation') ? scene.asked : scene.subscriber,
    person: scene.person,
    token_id: scene.tokenId,
  }
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const body = bodies[`${operation.method} ${operation.path}`]
  const { status, body: answered } = await answerProgram({
    method: operation.method,
    url: `/v1${path}`,
    headers: new Headers({ authorization: `OAuth ${scene.tokens[principal]}`, 'content-type': 'application/json' }),
    body: body === undefined ? '' : JSON.stringify(body).replaceAll('COMPONENT', scene.component),
  })
  return { status, json: answered === null ? null : (JSON.parse(answered) as unknown) }
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(document, 'api')
const validatorOf = (pointer: string) => ajv.compile({ $ref: `api#${pointer}` })
const escaped = (part: string) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))

function mismatches(pointer: string, value: unknown): unknown {
  const validate = validatorOf(pointer)
  return validate(value) ? [] : validate.errors
}

/** What a role that may gets: nothing can be archived while an incident holds it. */
const succeeds = ({ method, path, answer }: Operation) =>
  method === 'DELETE' && path.endsWith('/components/{component_id}') ? 409 : answer.status

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (name, operation) => {
    const pointer = `/paths/${escaped(`/v1${operation.path}`)}/${operation.method.toLowerCase()}`
    const content = '/content/application~1json/schema'

    test.each(['nobody', 'revoked'] as const)('is refused to %s', async (principal) => {
      expect(await ask(operation, principal)).toMatchObject({ status: 401 })
    })

    test('is refused to a token without its scope', async () => {
      const other = operation.scope.startsWith('subscribers') ? 'pageReader' : 'subscriberReader'
      expect(await ask(operation, other)).toMatchObject({ status: 403 })
    })

    test.each(['viewer', 'support', 'responder', 'owner'] as const)('answers a %s by its role', async (role) => {
      const { status, json } = await ask(operation, role)
      const isCovered = mayAct(role, operation.needs)
      expect({ status, json }).toMatchObject({ status: isCovered ? succeeds(operation) : 403 })
      if (status >= 400) {
        expect(mismatches(`/components/schemas/ManagementError`, json)).toEqual([])
      } else if (operation.answer.schema === null) {
        expect(json).toBeNull()
      } else {
        expect(mismatches(`${pointer}/responses/${status}${content}`, json)).toEqual([])
      }
    })

    test('leaves what a limited token may not touch', async () => {
      const { status } = await ask(operation, 'elsewhere')
      const isOfAll = operation.scope === 'subscribers:read'
      const reads = (operation.method === 'GET' && !isOfAll) || operation.answer.status === 501
      expect(status).toBe(reads ? operation.answer.status : 403)
    })

    test('takes what its description says', () => {
      const body = bodies[name]
      expect(body === undefined).toBe(operation.body === null)
      if (body !== undefined) expect(mismatches(`${pointer}/requestBody${content}`, body)).toEqual([])
    })
  },
)
