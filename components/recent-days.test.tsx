import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { tellStory } from '#db/demo/story'
import { makeIncident } from '#db/demo/makers'
import { terminal } from '#db/demo/actors'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '#domain/incidents/incident-updates'
import { readStatusPage } from '#domain/public/status-page'
import { RecentDays } from './recent-days.tsx'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000

const db = testDatabase()
tellStory(db, now)
const overnight = makeIncident(db, { title: 'Reports are late' }, Date.UTC(2026, 10, 17, 23))
postUpdate(
  db,
  terminal,
  { incidentId: overnight, status: 'resolved', body: 'They are on time.' },
  Date.UTC(2026, 10, 18, 1),
)
const page = readStatusPage(db, now + hourMs)
const html = renderToStaticMarkup(
  <RecentDays days={page.recent} open={page.open} now={page.asOf} timeZone={page.page.timeZone} />,
)
const days = html
  .split(/<time dateTime="\d{4}-\d\d-\d\d">/)
  .slice(1)
  .map((day) => day.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))

test('there are 15 days, the newest first', () => {
  expect(days).toHaveLength(15)
  expect(days[0]).toMatch(/^Today, 24 November/)
  expect(days[1]).toMatch(/^Mon 23 November/)
})

test('a day without anything says so', () => {
  expect(days[1]).toContain('No incidents reported.')
})

test('a day on which something began that is still open doesn’t say that nothing was', () => {
  expect(days[0]).toContain('Checkout refuses some card payments Began 13:44 UTC , still open.')
  expect(days[0]).not.toContain('No incidents reported.')
})

test('what went over midnight stands whole on the day it ended, and is named on the day it began', () => {
  expect(days[6]).toContain('Reports are late')
  expect(days[6]).toContain('17 Nov, 23:00 UTC – 01:00 UTC , 2 hours')
  expect(days[7]).toContain('Reports are late Began 17 Nov, 23:00 UTC , ended 18 Nov, 01:00 UTC .')
})
