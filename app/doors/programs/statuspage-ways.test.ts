import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setConnection, type Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { readPage } from '#domain/page'
import { selectOpenIncidents } from '#domain/public/incident-rows'
import { createToken } from '#domain/tokens/tokens'
import { answerProgram } from './answer-program.ts'
import { forgetCounts } from './program-admission.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000

interface Update {
  id: string
  status: string
  body: string
  display_at: string
  affected_components: { code: string; new_status: string }[] | null
}

interface Incident {
  id: string
  name: string
  status: string
  impact: string
  impact_override: string | null
  resolved_at: string | null
  created_at: string
  started_at: string
  scheduled_for: string | null
  scheduled_auto_in_progress: boolean
  metadata: unknown
  reminder_intervals: unknown
  components: { id: string; status: string }[]
  incident_updates: Update[]
  candor: { is_internal: boolean; is_false_alarm: boolean; next_update_at: string | null; no_promise: boolean }
}

let db: Connection
let page: string
let token: string
let checkout: string
let search: string

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  forgetCounts()
  db = testDatabase()
  makePage(db, {}, now - 48 * hourMs)
  page = `/pages/${readPage(db).id}`
  checkout = makeComponent(db, { name: 'Checkout' }, now - 48 * hourMs)
  search = makeComponent(db, { name: 'Search' }, now - 48 * hourMs)
  token = createToken(db, terminal, { name: 'CI', role: 'owner', expiresAt: now + 99 * hourMs }, now).token
  setConnection(db)
})
afterEach(() => setConnection(null))
afterAll(() => void vi.useRealTimers())

async function ask<Answer = Incident>(method: string, path: string, sent?: unknown) {
  const isForm = typeof sent === 'string'
  const { status, body } = await answerProgram({
    method,
    url: `/v1${page}${path}`,
    headers: new Headers({
      authorization: `OAuth ${token}`,
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    }),
    body: sent === undefined ? '' : isForm ? sent : JSON.stringify(sent),
  })
  return { status, json: (body === null ? null : JSON.parse(body)) as Answer }
}

const opened = async (incident: object) => (await ask('POST', '/incidents.json', { incident })).json

describe('an incident', () => {
  test('is opened by a form as by JSON', async () => {
    const form = `incident[name]=Cards%20fail&incident[status]=identified&incident[message]=We%20know&incident[components][${checkout}]=major_outage&incident[component_ids][]=${search}&incident[deliver_notifications]=f&incident[auto_tweet_on_creation]=t`
    const { status, json } = await ask('POST', '/incidents', form)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      name: 'Cards fail',
      status: 'identified',
      impact: 'critical',
      resolved_at: null,
      components: [
        { id: checkout, status: 'major_outage' },
        { id: search, status: 'operational' },
      ],
      incident_updates: [{ status: 'identified', body: 'We know' }],
      candor: { is_internal: false, next_update_at: '2026-11-24T14:15:00.000Z', no_promise: false },
    })
    expect((await ask<Incident[]>('GET', '/incidents/unresolved')).json.map(({ id }) => id)).toEqual([json.id])
  })

  test('goes on and ends by changes, each an update, and lets go of what it held', async () => {
    const { id } = await opened({ name: 'Cards fail', components: { [checkout]: 'partial_outage' } })
    vi.setSystemTime(now + 60_000)
    const changes = {
      status: 'monitoring',
      body: 'A **fix** is out.',
      components: { [checkout]: 'degraded_performance' },
    }
    const { json: going } = await ask('PATCH', `/incidents/${id}.json`, { incident: changes })
    expect(going).toMatchObject({ status: 'monitoring', components: [{ status: 'degraded_performance' }] })
    expect(going.incident_updates.map(({ body }) => body)).toEqual(['A **fix** is out.', 'We are looking into it.'])
    vi.setSystemTime(now + 120_000)
    const { json: over } = await ask('PUT', `/incidents/${id}`, { incident: { status: 'resolved' } })
    expect(over).toMatchObject({ status: 'resolved', resolved_at: '2026-11-24T14:07:00.000Z' })
    expect((await ask<{ status: string }>('GET', `/components/${checkout}`)).json.status).toBe('operational')
  })

  test('sent back as it was read changes nothing', async () => {
    const { id } = await opened({
      name: 'Cards fail',
      components: { [checkout]: 'partial_outage' },
      metadata: { a: { b: 1 } },
    })
    const { json: read } = await ask('GET', `/incidents/${id}`)
    const revision = () =>
      db.$client.prepare('select (select count(*) from audit_log), number from revision').raw().get()
    const before = revision()
    const { components: _, ...whole } = read
    const { status, json } = await ask('PUT', `/incidents/${id}`, { incident: whole })
    expect({ status, json }).toEqual({ status: 200, json: read })
    expect(revision()).toEqual(before)
  })

  test('of the past is written down as over, at its time', async () => {
    const incident = {
      name: 'Search found nothing',
      backfilled: true,
      backfill_date: '2024-02-29',
      body: 'An old one.',
    }
    expect(await opened(incident)).toMatchObject({
      status: 'resolved',
      impact: 'none',
      started_at: '2024-02-29T00:00:00.000Z',
      resolved_at: '2024-02-29T00:00:00.000Z',
      incident_updates: [{ status: 'resolved', body: 'An old one.', display_at: '2024-02-29T00:00:00.000Z' }],
    })
    const held = { ...incident, components: { [checkout]: 'major_outage' } }
    expect((await ask('POST', '/incidents', { incident: held })).status).toBe(422)
  })

  test('that is internal is nobody’s but the team’s, until it is made public', async () => {
    const { id, candor } = await opened({ name: 'Fraud checks are slow', is_internal: true })
    expect(candor.is_internal).toBe(true)
    expect(selectOpenIncidents(db)).toEqual([])
    const { json } = await ask('PATCH', `/incidents/${id}`, { incident: { is_internal: false } })
    expect(json.candor.is_internal).toBe(false)
    expect(selectOpenIncidents(db).map((incident) => incident.id)).toEqual([id])
  })

  test('is corrected in the open: name, impact and what an update said', async () => {
    const { id, incident_updates } = await opened({ name: 'Cards fail', impact_override: 'major' })
    await ask('PATCH', `/incidents/${id}`, { incident: { name: 'All cards fail', impact_override: 'critical' } })
    const [first] = incident_updates
    const update = { incident_update: { body: 'Some fail.', reason: 'not all do' } }
    const { json } = await ask<Update>('PATCH', `/incidents/${id}/incident_updates/${first?.id ?? ''}`, update)
    expect(json.body).toBe('Some fail.')
    const reasons = db.$client.prepare('select reason from corrections order by rowid').pluck().all()
    expect(reasons).toEqual(['it was changed through the API', 'it was changed through the API', 'not all do'])
    expect((await ask('PATCH', `/incidents/${id}/incident_updates/abcdefghijkl`, update)).status).toBe(404)
  })

  test('promises what was asked for, and keeps what programs note with it', async () => {
    const notes = { metadata: { jira: { issue: 'A-7' } }, reminder_intervals: '[1,5]' }
    const incident = await opened({ name: 'A', next_update_at: '2026-11-24T15:00:00+00:00', ...notes })
    expect(incident).toMatchObject({ ...notes, candor: { next_update_at: '2026-11-24T15:00:00.000Z' } })
    expect((await opened({ name: 'B', no_promise: 'true' })).candor).toMatchObject({
      next_update_at: null,
      no_promise: true,
    })
  })

  test('that is deleted becomes a false alarm, which stays readable', async () => {
    const { id } = await opened({ name: 'Cards fail', components: { [checkout]: 'major_outage' } })
    expect(await ask('DELETE', `/incidents/${id}`)).toMatchObject({
      status: 200,
      json: { status: 'resolved', impact: 'none', candor: { is_false_alarm: true } },
    })
    expect((await ask('DELETE', `/incidents/${id}`)).status).toBe(409)
    expect((await ask('GET', `/incidents/${id}`)).status).toBe(200)
  })

  test('is found by words, page by page', async () => {
    for (const name of ['Cards fail', 'Search is slow', 'Cards again']) await opened({ name })
    const names = async (query: string) =>
      (await ask<Incident[]>('GET', `/incidents?${query}`)).json.map(({ name }) => name)
    expect(await names('q=cards&unknown=1')).toEqual(['Cards again', 'Cards fail'])
    expect(await names('limit=2&page=2')).toEqual(['Cards fail'])
    expect((await ask('GET', '/incidents?page=0')).status).toBe(400)
  })

  test('is refused with words that name what is wrong', async () => {
    const wrong = async (incident: unknown) => await ask<{ message: string }>('POST', '/incidents', { incident })
    expect(await wrong(undefined)).toMatchObject({ status: 400, json: { message: 'incident is missing' } })
    expect(await wrong({})).toMatchObject({ status: 400, json: { message: 'incident[name] is missing' } })
    expect((await wrong({ name: 'A', status: 'on_fire' })).json.message).toContain('incident[status]')
    expect((await wrong({ name: 'A', components: { abcdefghijkl: 'major_outage' } })).status).toBe(422)
    expect((await wrong({ name: 'A', scheduled_for: '2026-11-25T00:00:00Z' })).status).toBe(422)
    expect((await wrong({ name: 'A', scheduled_for: 'tomorrow' })).status).toBe(400)
    expect(db.$client.prepare('select count(*) from incidents').pluck().get()).toBe(0)
  })
})

describe('a maintenance', () => {
  const plan = { name: 'A new disk', scheduled_for: '2026-11-25T01:00:00Z', scheduled_until: '2026-11-25T02:00:00Z' }

  test('is planned, moved, begun and called off', async () => {
    const choices = { scheduled_auto_in_progress: 't', component_ids: [checkout] }
    const { id, ...planned } = await opened({ ...plan, ...choices })
    expect(planned).toMatchObject({ status: 'scheduled', impact: 'maintenance', scheduled_auto_in_progress: true })
    expect((await ask<Incident[]>('GET', '/incidents/upcoming')).json).toHaveLength(1)
    vi.setSystemTime(now + 60_000)
    const { json: moved } = await ask('PATCH', `/incidents/${id}`, {
      incident: { scheduled_until: '2026-11-25T03:00:00Z' },
    })
    expect(moved.incident_updates[0]?.body).toMatch(/now planned from 2026-11-25 01:00 UTC to 2026-11-25 03:00 UTC/)
    vi.setSystemTime(now + 120_000)
    const begun = { status: 'in_progress', components: { [checkout]: 'under_maintenance' } }
    expect((await ask('PATCH', `/incidents/${id}`, { incident: begun })).json.components).toMatchObject([
      { id: checkout, status: 'under_maintenance' },
    ])
    expect((await ask<Incident[]>('GET', '/incidents/active_maintenance')).json).toHaveLength(1)
    vi.setSystemTime(now + 180_000)
    expect((await ask('DELETE', `/incidents/${id}`)).json.status).toBe('completed')
  })
})

describe('the windows of an incident', () => {
  test('are read, corrected, added to and withdrawn, with the reason', async () => {
    const { id } = await opened({ name: 'Cards fail', components: { [checkout]: 'partial_outage' } })
    vi.setSystemTime(now + hourMs)
    const path = `/incidents/${id}/windows`
    const { json: windows } = await ask<{ id: string }[]>('GET', path)
    expect(windows).toMatchObject([{ component_id: checkout, started_at: '2026-11-24T14:05:00.000Z', ended_at: null }])
    const moved = { ...windows[0], started_at: '2026-11-24T13:50:00.000Z' }
    const added = {
      component_id: search,
      status: 'degraded_performance',
      started_at: '2026-11-24T14:00:00Z',
      ended_at: null,
    }
    expect((await ask('PUT', path, { windows: [moved, added] })).status).toBe(422)
    const { json } = await ask<object[]>('PUT', path, { windows: [moved, added], reason: 'the logs say so' })
    expect(json).toMatchObject([{ started_at: moved.started_at }, { component_id: search }])
    const { json: left } = await ask<object[]>('PUT', path, { windows: [], reason: 'it was another page' })
    expect(left).toEqual([])
  })
})

describe('a post-mortem', () => {
  test('is written as one text, published, and taken back to what was published', async () => {
    const { id } = await opened({ name: 'Cards fail' })
    await ask('PATCH', `/incidents/${id}`, { incident: { status: 'resolved' } })
    const path = `/incidents/${id}/postmortem`
    expect((await ask('GET', path)).status).toBe(404)
    await ask('PUT', path, { postmortem: { body_draft: 'A deploy broke it.' } })
    expect((await ask('PUT', `${path}/publish`)).status).toBe(422)
    const body =
      '## Summary\n\nCards failed.\n\n## Who was affected?\n\nAll.\n\n## What happened?\n\nA deploy.\n\n## What are we doing to make sure it doesn’t happen again?\n\nTests.'
    await ask('PUT', path, { postmortem: { body_draft: body } })
    expect(await ask('PUT', `${path}/publish`, { postmortem: { notify_twitter: true } })).toMatchObject({
      status: 200,
      json: { body, body_draft: null, published_at: '2026-11-24T14:05:00.000Z' },
    })
    expect((await ask('GET', `/incidents/${id}`)).json).toMatchObject({ status: 'postmortem', postmortem_body: body })
    expect((await ask('DELETE', path)).status).toBe(409)
    await ask('PUT', path, { postmortem: { body_draft: 'Another.' } })
    expect(await ask('PUT', `${path}/revert`)).toMatchObject({ status: 200, json: { body_draft: body } })
  })
})
