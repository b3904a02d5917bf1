import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFeed } from './atom-feed.ts'

const sample = readFileSync(new URL('samples/feed/history.atom', import.meta.url), 'utf8')

function entryWith(content: string, published = '2026-03-01T10:00:00Z'): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<feed><author><name>Larkfield</name></author><entry><published>${published}</published>
    <link rel="alternate" href="https://status.larkfield.example/incidents/abc"/><title>Down</title>
    <content type="html">${escaped}</content></entry></feed>`
}

function update(date: string, time: string, zone: string, label: string, body: string): string {
  const [month, day] = date.split(' ')
  return `<p><small>${month} <var data-var='date'>${day}</var>, <var data-var='time'>${time}</var> ${zone}</small><br><strong>${label}</strong> - ${body}</p>`
}

function read(content: string, { zone = null, published }: { zone?: string | null; published?: string } = {}) {
  const [incident] = parseFeed(entryWith(content, published), zone).incidents
  return incident?.updates.map((one) => [new Date(one.displayAt).toISOString(), one.status, one.body]) ?? []
}

test('titles, ids and updates are read in both styles of spacing, and the years are found', () => {
  const { author, host, incidents } = parseFeed(sample, null)
  expect([author, host]).toEqual(['Larkfield', 'status.larkfield.example'])
  expect(incidents.map((incident) => [incident.sourceId, incident.title, incident.isScheduled])).toEqual([
    ['lkfeed000004', 'Cables & switches', true],
    ['lkfeed000003', 'Exports stood still', false],
    ['lkfeed000002', 'Switch exchanged', true],
  ])
  expect(incidents[1]?.updates).toMatchObject([
    {
      displayAt: Date.UTC(2026, 0, 1, 0, 20, 41),
      status: 'resolved',
      body: 'Exports run again.<br />Thank you for waiting.',
    },
    { displayAt: Date.UTC(2025, 11, 31, 23, 50), status: 'identified', body: 'A queue is full.' },
    { displayAt: Date.UTC(2025, 11, 31, 23, 30), status: 'identified', body: 'Exports stand still.' },
  ])
})

test('a planned maintenance has its plan, and times stand in the zone that they name', () => {
  const [planned, , done] = parseFeed(sample, null).incidents
  expect(planned).toMatchObject({
    status: 'scheduled',
    scheduledFor: Date.UTC(2026, 0, 16, 12),
    scheduledUntil: Date.UTC(2026, 0, 16, 16),
  })
  expect(done?.updates.map((one) => [one.status, new Date(one.displayAt).getUTCHours()])).toEqual([
    ['completed', 12],
    ['in_progress', 11],
    ['scheduled', 11],
    ['scheduled', 11],
  ])
})

test('the page’s time zone, where it is known, comes before an abbreviation', () => {
  const content = update('Mar 1', '18:00', 'CST', 'Resolved', 'Done.')
  expect(read(content, { zone: 'Asia/Shanghai' })[0]?.[0]).toBe('2026-03-01T10:00:00.000Z')
  expect(read(content)[0]?.[0]).toBe('2026-03-02T00:00:00.000Z')
  expect(read(update('Mar 1', '18:00', '+08', 'Resolved', 'Done.'))[0]?.[0]).toBe('2026-03-01T10:00:00.000Z')
})

test('paragraphs and dashes within a text belong to it', () => {
  const body = 'Cause - and effect.</p><p>More.</p><ul><li>One</li></ul><p>End.'
  const content =
    update('Mar 1', '10:00', 'UTC', 'Postmortem', body) + update('Mar 1', '09:00', 'UTC', 'Resolved', 'Done.')
  expect(read(content)).toEqual([
    ['2026-03-01T10:00:00.000Z', 'postmortem', body],
    ['2026-03-01T09:00:00.000Z', 'resolved', 'Done.'],
  ])
})

test('an incident of more than a year is followed back through it', () => {
  const content = ['Mar 1', 'Jan 5', 'Dec 20', 'Feb 10', 'Dec 24']
    .map((date) => update(date, '09:00', 'UTC', 'Update', 'On it.'))
    .join('')
  expect(read(content).map(([at]) => at?.slice(0, 10))).toEqual([
    '2026-03-01',
    '2026-01-05',
    '2025-12-20',
    '2025-02-10',
    '2024-12-24',
  ])
})

test('the 29th of February finds its year', () => {
  const content =
    update('Mar 1', '09:00', 'UTC', 'Resolved', 'Done.') + update('Feb 29', '09:00', 'UTC', 'Update', 'On it.')
  expect(read(content, { published: '2024-03-01T09:00:00Z' })[1]?.[0]).toBe('2024-02-29T09:00:00.000Z')
})

test('what is no feed is named', () => {
  expect(() => parseFeed('<html><p>', null)).toThrow(/^history\.atom: /)
  expect(() => parseFeed('<rss><channel/></rss>', null)).toThrow('history.atom: feed: expected an object')
  expect(() => parseFeed('<feed><entry><published>soon</published></entry></feed>', null)).toThrow(
    'history.atom: feed.entry[0].title: expected a text\nhistory.atom: feed.entry[0].published: expected a time',
  )
})
