import { describe, expect, test } from 'vitest'
import {
  makeSnapshot,
  makeSnapshotComponent,
  makeSnapshotIncident,
  makeSnapshotUpdate,
  minuteOf,
} from '#db/demo/snapshots'
import { buildDirectory } from './components.ts'
import { incidentRecord, type IncidentRecord } from './incidents.ts'
import type { SnapshotIncident } from './snapshot.ts'

function recordOf(overrides: Partial<SnapshotIncident> & Pick<SnapshotIncident, 'updates'>): IncidentRecord {
  const incident = makeSnapshotIncident(overrides)
  const snapshot = makeSnapshot({ components: [makeSnapshotComponent()], incidents: [incident] })
  return incidentRecord(snapshot, buildDirectory(snapshot, []), incident)
}

const degraded: [string, string] = ['operational', 'degraded_performance']

describe('status', () => {
  test('an incident has its newest update’s status', () => {
    const updates = [makeSnapshotUpdate(20, 'monitoring'), makeSnapshotUpdate(10, 'investigating')]
    expect(recordOf({ updates, status: 'investigating', updatedAt: minuteOf(15) }).values.status).toBe('monitoring')
  })

  test('unless the source says later', () => {
    const updates = [makeSnapshotUpdate(10, 'investigating')]
    const record = recordOf({ updates, status: 'resolved', resolvedAt: minuteOf(30) })
    expect(record.values).toMatchObject({ status: 'resolved', resolvedAt: minuteOf(30) })
  })

  test('a post-mortem is told of an incident that is resolved', () => {
    const updates = [makeSnapshotUpdate(90, 'postmortem'), makeSnapshotUpdate(20, 'resolved')]
    const record = recordOf({ updates, status: 'postmortem', resolvedAt: minuteOf(20) })
    expect(record.values).toMatchObject({ status: 'resolved', resolvedAt: minuteOf(20), sourceStatus: null })
    expect(record.values.latestUpdateAt).toBe(minuteOf(90))
    expect(record.updates.map((update) => update.status)).toEqual(['resolved', 'postmortem'])
  })

  test('an unknown status is kept, and shown as the nearest known one', () => {
    const updates = [
      makeSnapshotUpdate(30, 'fixed-ish'),
      makeSnapshotUpdate(20, 'surprise'),
      makeSnapshotUpdate(10, 'identified'),
    ]
    const record = recordOf({ updates, status: 'resolved', resolvedAt: minuteOf(30) })
    expect(record.updates.map(({ status, sourceStatus }) => [status, sourceStatus])).toEqual([
      ['identified', null],
      ['identified', 'surprise'],
      ['resolved', 'fixed-ish'],
    ])
    expect(record.values).toMatchObject({ status: 'resolved', sourceStatus: null })
    expect(record.notes).toHaveLength(2)
  })

  test('an incident that only says words that nobody knows is being investigated', () => {
    const record = recordOf({ updates: [makeSnapshotUpdate(10, 'constructor')], status: 'constructor' })
    expect(record.values).toMatchObject({ status: 'investigating', sourceStatus: 'constructor' })
  })
})

describe('kind', () => {
  test.each<Partial<SnapshotIncident>>([
    { isScheduled: true },
    { impact: 'maintenance' },
    { status: 'in_progress' },
    { scheduledFor: minuteOf(10) },
  ])('%o is a maintenance', (overrides) => {
    const record = recordOf({ updates: [makeSnapshotUpdate(10, 'in_progress')], ...overrides })
    expect(record.values).toMatchObject({ kind: 'maintenance', status: 'in_progress' })
    expect(record.schedule).toMatchObject({ scheduledFor: minuteOf(10), scheduledUntil: minuteOf(10) })
  })

  test('a maintenance that speaks as incidents do is translated', () => {
    const updates = [makeSnapshotUpdate(20, 'resolved'), makeSnapshotUpdate(10, 'investigating')]
    const record = recordOf({ updates, isScheduled: true })
    expect(record.values).toMatchObject({ status: 'completed', sourceStatus: 'resolved', resolvedAt: minuteOf(20) })
    expect(record.updates.map((update) => update.status)).toEqual(['in_progress', 'completed'])
  })
})

describe('times', () => {
  test('a backfilled incident does not begin after its end', () => {
    const record = recordOf({
      updates: [makeSnapshotUpdate(10, 'resolved')],
      createdAt: minuteOf(10),
      resolvedAt: minuteOf(10),
      startedAt: minuteOf(3_000),
    })
    expect(record.values).toMatchObject({ startedAt: minuteOf(10), resolvedAt: minuteOf(10) })
  })

  test('an incident began when it happened, and became public when it was created', () => {
    const record = recordOf({ updates: [makeSnapshotUpdate(30, 'investigating')], startedAt: minuteOf(20) })
    expect(record.values).toMatchObject({ startedAt: minuteOf(20), publishedAt: minuteOf(30), resolvedAt: null })
  })

  test('an update happened when it is displayed, and was told when it was created', () => {
    const record = recordOf({ updates: [makeSnapshotUpdate(10, 'investigating', { createdAt: minuteOf(500) })] })
    expect(record.updates[0]).toMatchObject({ happenedAt: minuteOf(10), publishedAt: minuteOf(500) })
  })

  test('a maintenance began with its first running update', () => {
    const updates = [
      makeSnapshotUpdate(95, 'completed'),
      makeSnapshotUpdate(61, 'in_progress'),
      makeSnapshotUpdate(10, 'scheduled'),
    ]
    const record = recordOf({ updates, isScheduled: true, scheduledFor: minuteOf(60), scheduledUntil: minuteOf(90) })
    expect(record.values).toMatchObject({ startedAt: minuteOf(61), resolvedAt: minuteOf(95) })
    expect(record.schedule).toMatchObject({ scheduledFor: minuteOf(60), scheduledUntil: minuteOf(90) })
  })

  test('an incident without updates has the times that it says', () => {
    const record = recordOf({ updates: [], status: 'resolved', startedAt: minuteOf(5), resolvedAt: minuteOf(9) })
    expect(record.values).toMatchObject({
      startedAt: minuteOf(5),
      resolvedAt: minuteOf(9),
      latestUpdateAt: minuteOf(9),
    })
  })
})

describe('impact', () => {
  const updates = [makeSnapshotUpdate(10, 'investigating', { api: degraded })]

  test('where the windows give it, there is no override', () => {
    expect(recordOf({ updates, impact: 'minor' }).values).toMatchObject({ impactOverride: null, sourceImpact: null })
  })

  test('where the source gives another known one, it is an override', () => {
    expect(recordOf({ updates, impact: 'critical' }).values.impactOverride).toBe('critical')
    expect(recordOf({ updates: [], impact: 'none' }).values.impactOverride).toBeNull()
  })

  test('an unknown one is kept, and is what the windows give, or else minor', () => {
    expect(recordOf({ updates, impact: 'catastrophic' }).values).toMatchObject({
      impactOverride: null,
      sourceImpact: 'catastrophic',
    })
    expect(recordOf({ updates: [], impact: 'catastrophic' }).values.impactOverride).toBe('minor')
  })
})

describe('texts', () => {
  test('what could do harm in HTML is not stored', () => {
    const body = '<p onclick="steal()">See <a href="javascript:steal()">this</a><script>steal()</script></p>'
    const record = recordOf({ updates: [makeSnapshotUpdate(10, 'investigating', { body })] })
    expect(record.updates[0]?.body).toBe('<p>See <a rel="nofollow noopener">this</a></p>')
  })

  test('plain text stays as it was written', () => {
    const body = 'Reads fail.\n\nWrites & exports work.'
    const record = recordOf({ updates: [makeSnapshotUpdate(10, 'investigating', { body })] })
    expect(record.updates[0]?.body).toBe('Reads fail.\n\nWrites &amp; exports work.')
  })

  test('a post-mortem is HTML or Markdown, as it was written', () => {
    const updates = [makeSnapshotUpdate(10, 'resolved')]
    const html = recordOf({ updates, postmortem: { body: '<p>A cable.</p>', publishedAt: minuteOf(90) } })
    expect(html.report).toMatchObject({ format: 'html', body: '<p>A cable.</p>', publishedAt: minuteOf(90) })
    const markdown = recordOf({ updates, postmortem: { body: '## Cause\n\nA cable.', publishedAt: minuteOf(90) } })
    expect(markdown.report).toMatchObject({ format: 'markdown', body: '## Cause\n\nA cable.' })
    const update = makeSnapshotUpdate(99, 'postmortem', { body: 'A cable.' })
    expect(recordOf({ updates: [update, ...updates] }).report).toMatchObject({ publishedAt: minuteOf(99) })
    expect(recordOf({ updates }).report).toBeNull()
  })
})

describe('what updates say of components', () => {
  test('an old status that is not said is the one that the incident held', () => {
    const say = (newStatus: string) => [{ code: 'componentapi', name: null, oldStatus: null, newStatus }]
    const record = recordOf({
      updates: [
        makeSnapshotUpdate(20, 'identified', { changes: say('full_outage') }),
        makeSnapshotUpdate(10, 'investigating', { changes: say('degraded_performance') }),
      ],
    })
    expect(record.updates.map((update) => update.changes)).toMatchObject([
      [{ oldStatus: 'operational', newStatus: 'degraded_performance' }],
      [{ oldStatus: 'degraded_performance', newStatus: 'major_outage' }],
    ])
  })

  test('a component’s status that nobody knows is left out, and that is told', () => {
    const record = recordOf({ updates: [makeSnapshotUpdate(10, 'investigating', { api: ['operational', 'wobbly'] })] })
    expect(record.updates[0]?.changes).toEqual([])
    expect(record.notes).toEqual(['what an update says of componentapi (“wobbly”) is left out'])
  })
})
