import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { correctUpdate, markOfUpdate } from '../../corrections/update-corrections.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { mergeIncident } from '../../incidents/life/merges.ts'
import { readComponentFeed, readIncidentFeed, readPageFeed } from './feed.ts'

const url = 'https://status.acme.example'
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, { name: 'Acme' }, now - 400 * 24 * hourMs)
})

function feed() {
  return readPageFeed(db, url, now)
}

function incidentFeed(id: string) {
  const found = readIncidentFeed(db, id, url, now)
  if (!found || 'forwardTo' in found) throw new Error('no feed')
  return found.feed
}

describe('the page’s feed', () => {
  test('is named after the page, and says "Status" once', () => {
    expect(feed()).toMatchObject({
      id: 'tag:status.acme.example,2005:/history',
      title: 'Acme Status - Incident History',
    })
    db.$client.prepare('update page set name = ?').run('Acme status')
    expect(feed().title).toBe('Acme status - Incident History')
  })

  test('has an entry per incident, by the newest update, with a number that stays', () => {
    const older = makeIncident(db, { title: 'Older' }, now - 3 * hourMs)
    const newer = makeIncident(db, { title: 'Newer' }, now - 2 * hourMs)
    postUpdate(db, terminal, { incidentId: older, status: 'identified' }, now - hourMs)
    expect(feed().entries).toMatchObject([
      {
        id: 'tag:status.acme.example,2005:Incident/1',
        title: 'Older',
        url: `${url}/incidents/${older}`,
        publishedAt: now - hourMs,
        tags: ['identified', 'none'],
      },
      { id: 'tag:status.acme.example,2005:Incident/2', title: 'Newer', url: `${url}/incidents/${newer}` },
    ])
  })

  test('has a paragraph per update, "Update" where the status is kept', () => {
    const incidentId = makeIncident(db, { body: 'One & two.' }, now - 3 * hourMs)
    postUpdate(db, terminal, { incidentId, status: 'investigating', body: 'Line\nbreak' }, now - 2 * hourMs)
    postUpdate(db, terminal, { incidentId, status: 'resolved', body: 'Done.' }, now - hourMs)
    const at = (time: string) =>
      `<small>Nov <var data-var='date'>24</var>, <var data-var='time'>${time}</var> UTC</small><br>`
    expect(feed().entries[0]?.content).toBe(
      [
        `<p> ${at('13:05')} <strong>Resolved</strong> - Done. </p>`,
        `<p> ${at('12:05')} <strong>Update</strong> - Line<br />break </p>`,
        `<p> ${at('11:05')} <strong>Investigating</strong> - One & two. </p>`,
      ].join(' '),
    )
  })

  test('has future maintenance on top, at its own time and with a notice', () => {
    makeIncident(db, {}, now)
    makeMaintenance(db, { title: 'Soon', scheduledFor: now + hourMs }, now - hourMs)
    makeMaintenance(db, { title: 'Later', scheduledFor: now + 48 * hourMs }, now - hourMs)
    const entries = feed().entries
    expect(entries.map((entry) => entry.title)).toEqual(['Later', 'Soon', 'Checkout refuses card payments'])
    expect(entries[1]).toMatchObject({ publishedAt: now + hourMs, endsAt: now + 2 * hourMs })
    expect(entries[1]?.content).toMatch(
      /^<p><strong>THIS IS A SCHEDULED EVENT Nov <var data-var='date'>24<\/var>, <var data-var='time'>15:05<\/var> - <var data-var='time'>16:05<\/var> UTC<\/strong><\/p> <p> <small>/,
    )
    expect(entries[2]?.endsAt).toBeNull()
  })

  test('has maintenance that began at its newest update, without the notice', () => {
    const incidentId = makeMaintenance(db, { scheduledFor: now - hourMs }, now - 2 * hourMs)
    postUpdate(db, terminal, { incidentId, status: 'in_progress' }, now - hourMs)
    expect(feed().entries[0]).toMatchObject({ publishedAt: now - hourMs, endsAt: now })
    expect(feed().entries[0]?.content).toMatch(/^<p> <small>.*<strong>In progress<\/strong>/)
  })

  test('holds twenty-five entries', () => {
    for (let index = 0; index < 30; index++) makeIncident(db, {}, now - index * minuteMs)
    expect(feed().entries).toHaveLength(25)
  })

  test('holds nothing that is internal or merged away', () => {
    const target = makeIncident(db, { title: 'Public' }, now)
    makeIncident(db, { title: 'Internal', isInternal: true }, now)
    const merged = makeIncident(db, { title: 'Merged' }, now)
    mergeIncident(db, terminal, { incidentId: merged, intoId: target }, now)
    expect(feed().entries.map((entry) => entry.title)).toEqual(['Public'])
  })

  test('moves with each update and each correction', () => {
    const incidentId = makeIncident(db, {}, now - 3 * hourMs)
    expect(feed().updatedAt).toBe(now - 3 * hourMs)
    postUpdate(db, terminal, { incidentId, status: 'identified' }, now - 2 * hourMs)
    expect(feed()).toMatchObject({ updatedAt: now - 2 * hourMs, entries: [{ updatedAt: now - 2 * hourMs }] })
    const update = db.select().from(incidentUpdates).get()
    if (!update) throw new Error('no update')
    const correction = { updateId: update.id, body: 'Other words.', reason: 'Clearer.', seen: markOfUpdate(update) }
    correctUpdate(db, terminal, correction, now - hourMs)
    expect(feed()).toMatchObject({
      updatedAt: now - hourMs,
      entries: [{ publishedAt: now - 2 * hourMs, updatedAt: now - hourMs }],
    })
  })
})

describe('a component’s feed', () => {
  test('has what held, named or will touch it, under the same ids', () => {
    const checkout = makeComponent(db, {}, now - 48 * hourMs)
    makeIncident(db, { title: 'Elsewhere' }, now)
    makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now - hourMs)
    makeMaintenance(db, { componentIds: [checkout] }, now)
    const own = readComponentFeed(db, 'checkout', url, now)
    expect(own).toMatchObject({
      id: 'tag:status.acme.example,2005:/components/checkout/history',
      title: 'Acme Status - Checkout - Incident History',
      pageUrl: `${url}/components/checkout`,
      updatedAt: now,
    })
    expect(own?.entries.map((entry) => entry.title)).toEqual([
      'Planned work on Checkout',
      'Checkout refuses card payments',
    ])
    const ids = feed().entries.map((entry) => entry.id)
    for (const entry of own?.entries ?? []) expect(ids).toContain(entry.id)
  })

  test('is absent for a slug that nothing has, or that is hidden', () => {
    makeComponent(db, { name: 'Vault', isHidden: true }, now)
    expect(readComponentFeed(db, 'vault', url, now)).toBeNull()
    expect(readComponentFeed(db, 'nothing', url, now)).toBeNull()
  })
})

describe('an incident’s feed', () => {
  test('has an entry for each update, so that readers show each as news', () => {
    const id = makeIncident(db, { title: 'Search is down' }, now - 2 * hourMs)
    const updateId = postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, now - hourMs)
    expect(incidentFeed(id)).toMatchObject({
      id: `tag:status.acme.example,2005:/incidents/${id}/history`,
      title: 'Acme Status - Search is down',
      updatedAt: now - hourMs,
      entries: [
        {
          id: `tag:status.acme.example,2005:IncidentUpdate/${updateId}`,
          url: `${url}/incidents/${id}#update-${updateId}`,
          title: 'Resolved: Search is down',
          publishedAt: now - hourMs,
        },
        { title: 'Investigating: Search is down', publishedAt: now - 2 * hourMs },
      ],
    })
  })

  test('is absent for an internal incident, and leads on from a merged one', () => {
    const id = makeIncident(db, { isInternal: true }, now)
    expect(readIncidentFeed(db, id, url, now)).toBeNull()
    const [target, merged] = [makeIncident(db, {}, now), makeIncident(db, {}, now)]
    mergeIncident(db, terminal, { incidentId: merged, intoId: target }, now)
    expect(readIncidentFeed(db, merged, url, now)).toEqual({ forwardTo: target })
  })
})
