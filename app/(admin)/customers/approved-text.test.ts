import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '#domain/incidents/incident-updates'
import { readIncidentPage, type PublicIncident } from '#domain/public/incidents'
import { approvedText } from './approved-text.ts'
import { textAt } from './copyable-text.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const told = { url: 'https://status.example/incidents/a', now, timeZone: 'Etc/UTC' }

function incidentOf(title: string, body: string, status: 'identified' | 'resolved' = 'identified'): PublicIncident {
  const db = testDatabase()
  makePage(db, {}, now)
  const incidentId = makeIncident(db, { title, body: 'First words.' }, now)
  postUpdate(db, terminal, { incidentId, status, body }, now)
  const found = readIncidentPage(db, incidentId, now)
  if (!found || !('incident' in found)) throw new Error('the incident is not public')
  return found.incident
}

test('support says what the newest update says, with the promise and the permalink', () => {
  const incident = incidentOf('Checkout [EU] is down', 'Pay **by invoice**.\n\nSee [how](https://a.example).')
  const text = approvedText(incident, told)
  expect(text && textAt(text, now)).toEqual({
    plain: `Checkout [EU] is down

Identified (24 Nov, 14:05 UTC): Pay by invoice.

See how (https://a.example).

Next update by 24 Nov, 14:35 UTC.

https://status.example/incidents/a`,
    markdown: `**[Checkout \\[EU\\] is down](https://status.example/incidents/a)**

*Identified (24 Nov, 14:05 UTC):* Pay **by invoice**.

See [how](https://a.example).

Next update by 24 Nov, 14:35 UTC.`,
  })
})

test('a promise that is missed is not passed on, and what is over promises nothing', () => {
  const promising = approvedText(incidentOf('Down', 'Soon.'), told)
  const dueAt = promising?.promisedBy ?? 0
  const said = [dueAt - 1, dueAt].map((at) => promising && textAt(promising, at).plain.includes('Next update by'))
  expect(said).toEqual([true, false])
  expect(approvedText(incidentOf('Down', 'Over.', 'resolved'), told)?.promisedBy).toBeNull()
})

test('without a published update there is nothing to say', () => {
  expect(approvedText({ ...incidentOf('Down', 'Soon.'), updates: [] }, told)).toBeNull()
})
