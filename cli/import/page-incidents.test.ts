import { expect, test } from 'vitest'
import { makeSnapshotIncident, makeSnapshotUpdate } from '#db/demo/snapshots'
import { incidentDocument, parseDocument } from './documents.ts'
import { addFeed, collectIncidents } from './page-incidents.ts'

function found(document: Record<string, unknown>, isScheduled = false) {
  const json = JSON.stringify({ id: 'lk0inc000001', name: 'Down', ...document })
  return { document: parseDocument('incidents/a.json', json, incidentDocument), isScheduled }
}

test('of one incident in several documents the one changed last counts, completed by the others', () => {
  const [incident, ...others] = collectIncidents([
    found({ name: 'Old name', updated_at: '2026-01-01T10:00:00Z', impact: 'minor', components: [{ name: 'API' }] }),
    found({ name: 'New name', updated_at: '2026-01-01T11:00:00Z' }),
  ])
  expect(others).toEqual([])
  expect(incident).toMatchObject({ title: 'New name', impact: 'minor', components: [{ code: null, name: 'API' }] })
})

test('an incident’s own document may be wrapped, and call its id a code', () => {
  const json = JSON.stringify({ incident: { code: 'lk0inc000009', name: 'Down' } })
  const document = parseDocument('incidents/lk0inc000009.json', json, incidentDocument)
  expect(collectIncidents([{ document, isScheduled: false }])).toMatchObject([{ sourceId: 'lk0inc000009' }])
})

test('a post-mortem that was not published is not taken', () => {
  const draft = { postmortem_body: 'Not yet.', postmortem_published_at: null }
  expect(collectIncidents([found({ ...draft, status: 'resolved' })])[0]?.postmortem).toBeNull()
  expect(collectIncidents([found({ ...draft, status: 'postmortem' })])[0]?.postmortem?.body).toBe('Not yet.')
})

test('a feed fills in the updates that a shortened document leaves out, and incidents that none holds', () => {
  const began = makeSnapshotUpdate(10, 'investigating')
  const seconds = { ...began, displayAt: began.displayAt + 30_000 }
  const ended = makeSnapshotUpdate(40, 'resolved')
  const feed = makeSnapshotIncident({ updates: [ended, began], detail: 'feed' })
  const other = makeSnapshotIncident({ sourceId: 'incidentonly', updates: [ended], detail: 'feed' })
  const document = makeSnapshotIncident({ updates: [seconds] })
  expect(addFeed([document], [feed, other])).toEqual([{ ...document, updates: [ended, seconds] }, other])
  const whole = makeSnapshotIncident({ updates: [ended, seconds] })
  expect(addFeed([whole], [feed])).toEqual([whole])
})
