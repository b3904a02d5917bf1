import { beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { actorAs, terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeMaintenance, makePage } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { planImport } from './import-plan.ts'
import { quarantineSubscriber } from './recipients.ts'
import { addSubscriber, liftQuarantine } from './subscriber-acts.ts'
import { exportSubscribers } from './subscriber-export.ts'
import { importSubscribers } from './subscriber-import.ts'
import { countSubscribers, listSubscribers } from './subscriber-list.ts'
import { readChoices } from './subscriber-record.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const head = 'email,consent_date,consent_source'

let db: Connection
let checkout: string
beforeEach(() => {
  db = page()
})

function page(): Connection {
  const made = testDatabase()
  makePage(made, {}, now - 1)
  const group = makeGroup(made, { name: 'Shop' }, now)
  checkout = makeComponent(made, { name: 'Checkout', groupId: group }, now)
  return made
}

const exported = (from: Connection) => {
  const pieces = exportSubscribers(from, terminal, now)
  let text = ''
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) text += piece.value
  return text
}

test('a plan says who is new, who is known, and which lines are wrong and why', () => {
  makeSubscriber(db, {}, now)
  const csv = [
    '\uFEFFE-mail,Email,Consent date,consent-source,Components,Shoe size',
    'x,new@example.com,2025-03-01,the newsletter,Checkout,44',
    'x,ada@example.com,2025-03-01,the newsletter,,',
    'x,nobody,2025-03-01,the newsletter,,',
    '',
    'x,b@example.com,,the newsletter,,',
    'x,c@example.com,2025-03-01,,,',
    'x,d@example.com,2027-03-01,the newsletter,,',
    'x,e@example.com,2025-03-01,the newsletter,Warehouse,',
    'x,NEW@example.com,2025-03-01,the newsletter,,',
    'x,f@example.com',
  ].join('\r\n')
  const plan = planImport(db, csv, now)
  expect(plan).toMatchObject({ known: 1, invalid: 7, ignored: ['e_mail', 'shoe_size'] })
  expect(plan.rows).toMatchObject([{ email: 'new@example.com', consentedAt: Date.UTC(2025, 2, 1) }])
  expect(plan.problems.map(({ line, why }) => `${line}: ${why}`)).toEqual([
    expect.stringMatching(/^4: This is no e-mail address/),
    expect.stringMatching(/^6: the day of the consent must be written/),
    expect.stringMatching(/^7: Where the consent was given is empty/),
    expect.stringMatching(/^8: the day of the consent is still to come/),
    expect.stringMatching(/^9: there is no component Warehouse/),
    expect.stringMatching(/^10: the same address stands in line 2/),
    expect.stringMatching(/^11: the day of the consent/),
  ])
  expect(countSubscribers(db)).toHaveLength(1)
})

test('what was planned is written once, with its consent and choices', () => {
  const csv =
    `${head};components\n`.replaceAll(',', ';') +
    'a@example.com;2025-03-01T10:00:00Z;trade fair;"checkout; group:Shop"\n'
  const { rows } = planImport(db, csv, now)
  expect(importSubscribers(db, terminal, rows, now)).toBe(1)
  expect(importSubscribers(db, terminal, rows, now)).toBe(0)
  const [row] = listSubscribers(db, {}, { limit: 9, offset: 0 })
  expect(row).toMatchObject({ confirmedAt: Date.UTC(2025, 2, 1, 10), consentSource: 'trade fair', quarantinedAt: null })
  expect(row && readChoices(db, row)).toMatchObject({ coversPage: false, componentIds: [checkout], groupIds: [{}] })
  expect(() => importSubscribers(db, actorAs('responder'), rows, now)).toThrow(/role Owner/)
})

test('a file that is none is refused, with the line', () => {
  expect(() => planImport(db, '', now)).toThrow(/Missing: email/)
  expect(() => planImport(db, 'a@example.com\n', now)).toThrow(/first line must name the columns/)
  expect(() => planImport(db, `${head}\na@example.com,2025-03-01,"an open quote\n`, now)).toThrow(/no CSV/)
  expect(() => planImport(db, `${head}\n${'x'.repeat(30_000)}`, now)).toThrow(/no CSV/)
})

test('what was exported imports again elsewhere: the same people, consent, choices and states', () => {
  const consent = { consentedAt: now - 5, consentSource: '=cmd' }
  addSubscriber(db, terminal, { email: '+plus@example.com', choices: { coversPage: true }, ...consent }, now)
  const choices = { componentIds: [checkout], leastImpact: 'major' as const, updates: 'start_and_end' as const }
  makeSubscriber(db, { email: 'b@example.com', ...choices, cadence: 'daily', timeZone: 'Asia/Tokyo' }, now)
  const held = makeSubscriber(db, { email: 'held@example.com', hearsMaintenance: false, coversPage: true }, now)
  quarantineSubscriber(db, terminal, { id: held.id, reason: '550' }, now)
  const angry = makeSubscriber(db, { email: 'angry@example.com' }, now)
  quarantineSubscriber(db, terminal, { id: angry.id, reason: 'spam', isComplaint: true }, now)
  addSubscriber(db, terminal, { email: 'asked@example.com', choices: { coversPage: true } }, now)
  addSubscriber(db, terminal, { email: 'in@acme.example', audience: 'internal', choices: { coversPage: true } }, now)
  const csv = exported(db)
  expect(csv).toContain("'+plus@example.com")
  expect(csv).not.toContain('in@acme.example')

  const other = page()
  const plan = planImport(other, csv, now)
  expect(plan.problems).toEqual([{ line: 6, why: 'they never confirmed: let them subscribe themselves' }])
  importSubscribers(other, terminal, plan.rows, now)
  const [header, ...lines] = csv.trimEnd().split('\r\n')
  expect(exported(other).trimEnd().split('\r\n')).toEqual([header, ...lines.slice(0, 4)])
  const [again] = listSubscribers(other, { state: 'complained' }, { limit: 9, offset: 0 })
  expect(again?.address).toBe('angry@example.com')
  expect(() => liftQuarantine(other, terminal, { id: again?.id ?? '' }, now)).toThrow('marked a mail as spam')
})

test('what is over is followed by nobody whom a file brings', () => {
  const maintenanceId = makeMaintenance(db, { componentIds: [checkout] }, now)
  postUpdate(db, terminal, { incidentId: maintenanceId, status: 'cancelled', body: 'Not today.' }, now + 1)
  const csv = [
    `${head},components`,
    `a@example.com,2025-03-01,fair,incident:${maintenanceId}`,
    `b@example.com,2025-03-01,fair,checkout;incident:${maintenanceId}`,
  ].join('\n')
  const { rows, problems } = planImport(db, csv, now + 2)
  expect(problems).toEqual([{ line: 2, why: 'the incident that they followed is over' }])
  expect(rows).toMatchObject([{ email: 'b@example.com', choices: { componentIds: [checkout], incidentIds: [] } }])
})

test('a thousand lines are planned and written in chunks', () => {
  const lines = Array.from({ length: 1_001 }, (_, one) => `a${one}@example.com,2025-03-01,fair`)
  const { rows } = planImport(db, [head, ...lines].join('\n'), now)
  expect(rows).toHaveLength(1_001)
  importSubscribers(db, terminal, rows, now)
  expect(exported(db).trimEnd().split('\r\n')).toHaveLength(1_002)
})
