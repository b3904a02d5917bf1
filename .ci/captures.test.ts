import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importPage } from '../cli/import/import-page.ts'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { readHistoryPage } from '#domain/public/history-page'
import { atomDocument } from '#domain/public/feeds/atom'
import { readPageFeed } from '#domain/public/feeds/feed'
import { initializePage } from '#domain/page'
import { readIncidentPage, type PublicIncident } from '#domain/public/incidents'
import { incidentsDocument, maintenancesDocument } from '#domain/public/status-api/documents'
import { readIncidentList, readMaintenanceList } from '#domain/public/status-api/status-api'
import { readStatusPage } from '#domain/public/status-page'

/** Real captures, kept beside the project and never in it. */
const captures = join(process.cwd(), '../shared/fixtures/pages')
const actor: Actor = { kind: 'command', name: 'Command line', role: 'owner' }
const now = Date.UTC(2026, 7, 22)
let db: Connection

interface CapturedUpdate {
  id?: string
  status?: string
  body: string
  created_at?: string
  updated_at?: string
  display_at: string
  affected_components?: { code?: string; name: string }[] | null
}

interface CapturedIncident {
  id: string
  name: string
  impact?: string
  status?: string
  incident_updates?: CapturedUpdate[]
}

beforeEach(() => {
  db = testDatabase()
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, now)
})

afterEach(() => db.$client.close())

function load(folder: string) {
  return importPage(db, actor, resolve(captures, folder), { isDryRun: false, report: () => undefined }, () => now)
}

function capturedIncidents(folder: string): CapturedIncident[] {
  return ['incidents.json', 'scheduled-maintenances.json', 'summary.json'].flatMap((name) => {
    const file = join(captures, folder, name)
    if (!existsSync(file)) return []
    const document = JSON.parse(readFileSync(file, 'utf8')) as Record<string, CapturedIncident[] | undefined>
    return [...(document.incidents ?? []), ...(document.scheduled_maintenances ?? [])]
  })
}

function read(id: string): PublicIncident {
  let found = readIncidentPage(db, id, now)
  if (found && 'forwardTo' in found) found = readIncidentPage(db, found.forwardTo, now)
  if (!found || !('incident' in found)) throw new Error(`${id} was not imported`)
  return found.incident
}

function allHistory(): string[] {
  const ids: string[] = []
  for (let number = 1; ; number++) {
    const page = readHistoryPage(db, { number, componentSlug: null }, now)
    ids.push(...page.months.flatMap((month) => month.incidents.map((incident) => incident.id)))
    if (number >= page.pages) return ids
  }
}

describe.each(readdirSync(captures))('the capture %s', (folder) => {
  test('is imported whole: every incident with its title, updates and an id that leads to it', async () => {
    await load(folder)
    for (const captured of capturedIncidents(folder)) {
      const incident = read(captured.id)
      expect(incident.title).toBe(captured.name)
      expect(incident.updates.length).toBeGreaterThanOrEqual(captured.incident_updates?.length ?? 0)
      for (const update of captured.incident_updates ?? []) {
        expect(incident.updates.map((own) => own.happenedAt)).toContain(Date.parse(update.display_at))
        if (update.id && /^[a-z0-9]{12}$/.test(update.id))
          expect(incident.updates.map((own) => own.id)).toContain(update.id)
      }
    }
    const counted = db.$client.prepare<[], number>('select count(*) from incidents').pluck().get() ?? 0
    expect(counted).toBeGreaterThanOrEqual(new Set(capturedIncidents(folder).map((incident) => incident.id)).size)
  })

  test('looks right: windows end no earlier than they begin, and nothing that is over holds a component', async () => {
    await load(folder)
    const wrong = db.$client
      .prepare<[], number>(
        `select count(*) from impact_windows w left join incidents i on i.id = w.incident_id
         where w.ended_at < w.started_at or (w.ended_at is null and i.resolved_at is not null)`,
      )
      .pluck()
      .get()
    expect(wrong).toBe(0)
    const status = readStatusPage(db, now)
    expect(status.page.name).not.toBe('')
    const shown = [...status.open, ...status.activeMaintenance, ...status.plannedMaintenance].map(
      (incident) => incident.id,
    )
    const all = db.$client.prepare<[], string>('select id from incidents order by id').pluck().all()
    expect([...new Set([...allHistory(), ...shown])].sort()).toEqual(all)
  })

  test('holds no markup that could run', async () => {
    await load(folder)
    const ids = db.$client.prepare<[], string>('select id from incidents').pluck().all()
    const html = ids.flatMap((id) => read(id).updates.map((update) => update.html)).join('\n')
    expect(html).not.toMatch(/<script|javascript:|\son\w+=/i)
  })

  test('changes nothing when it is imported again', async () => {
    await load(folder)
    const revision = () => db.$client.prepare<[], number>('select number from revision').pluck().get()
    const before = revision()
    const { isApplied } = await load(folder)
    expect(isApplied).toBe(false)
    expect(revision()).toBe(before)
  })
})

test('an odd id is kept under a stable one that its old permalink leads to, and an unknown word in the record', async () => {
  await load('claude-2026-06')
  const forward = readIncidentPage(db, 'weird01', now)
  expect(forward).toMatchObject({ forwardTo: expect.stringMatching(/^[a-z0-9]{12}$/) as string })
  expect(read('weird01').status).toBe('resolved')
  const record = db.$client
    .prepare(`select source_status, source_impact from incidents where source_id = 'weird01'`)
    .get()
  expect(JSON.stringify(record)).toContain('catastrophic')
  expect(read('maint01').kind).toBe('maintenance')
})

test('a page whose components are down now shows them down, and the headline says so', async () => {
  await load('github-2020-04')
  const status = readStatusPage(db, now)
  const affected = [...status.ungrouped, ...status.groups.flatMap((group) => group.components)].filter(
    (component) => component.status !== 'operational',
  )
  expect(affected.length).toBe(6)
  expect(status.headline.state).toBe('major_outage')
})

test('a feed alone gives titles, texts and times', async () => {
  await load('github-2026-03')
  const [first] = allHistory()
  const incident = read(first ?? '')
  expect(incident.updates.length).toBeGreaterThan(1)
  expect(incident.updates[0]?.label).toBe('Resolved')
})

describe.each(readdirSync(captures))('the Status API over %s', (folder) => {
  const isOurs = (id?: string) => /^[a-z0-9]{12}$/.test(id ?? '')

  /** Of a captured object what ours must have to the letter. */
  function pick<Key extends string>(object: Partial<Record<Key, unknown>>, keys: readonly Key[]) {
    return Object.fromEntries(keys.filter((key) => key in object).map((key) => [key, object[key]]))
  }

  test('gives back each incident and each of its updates as they were captured', async () => {
    await load(folder)
    const url = 'https://www.example.com'
    const { incidents } = incidentsDocument(readIncidentList(db, url, now))
    const { scheduled_maintenances: maintenances } = maintenancesDocument(readMaintenanceList(db, url, now))
    const own = new Map([...incidents, ...maintenances].map((incident) => [incident.id, incident]))
    for (const captured of capturedIncidents(folder).filter(({ id }) => isOurs(id))) {
      const incident = own.get(captured.id)
      const keys = [
        'name',
        'status',
        'created_at',
        'updated_at',
        'resolved_at',
        'impact',
        'reminder_intervals',
      ] as const
      expect(incident).toMatchObject(pick(captured, [...keys, 'scheduled_for', 'scheduled_until']))
      for (const update of (captured.incident_updates ?? []).filter(({ id }) => isOurs(id))) {
        const told = incident?.incident_updates.find(({ id }) => id === update.id)
        expect(told).toMatchObject(pick(update, ['status', 'created_at', 'updated_at', 'display_at']))
        expect(told?.body.replaceAll(' rel="nofollow noopener"', '')).toBe(update.body.replaceAll('\r\n', '\n'))
        const affected = update.affected_components?.filter(({ code }) => code !== undefined) ?? []
        if ('affected_components' in update) expect(told?.affected_components ?? []).toEqual(affected)
      }
    }
  })
})

describe.each(['github-2022-02', 'github-2026-03', 'github-2026-08'])('the feed of %s', (folder) => {
  /** An entry as the capture has it, with today's spaces and without what only the source knows. */
  function entriesOf(xml: string): string[] {
    return (xml.match(/<entry>[\s\S]*?<\/entry>/g) ?? []).map((entry) =>
      entry
        .replace(/Incident\/\d+/, 'Incident/0')
        .replaceAll('&lt;p&gt;&lt;small&gt;', '&lt;p&gt; &lt;small&gt;')
        .replaceAll('&lt;br&gt;&lt;strong&gt;', '&lt;br&gt; &lt;strong&gt;')
        .replace(/(\S)&lt;\/p&gt;/g, '$1 &lt;/p&gt;')
        .replaceAll('&lt;/p&gt;&lt;p&gt;', '&lt;/p&gt; &lt;p&gt;'),
    )
  }

  test('comes back byte for byte', async () => {
    const captured = readFileSync(join(captures, folder, 'history.atom'), 'utf8')
    // The other documents of a capture may be older than its feed.
    const alone = mkdtempSync(join(tmpdir(), 'candor-feed-'))
    writeFileSync(join(alone, 'history.atom'), captured)
    await load(alone)
    rmSync(alone, { recursive: true })
    const own = atomDocument(readPageFeed(db, 'https://www.githubstatus.com', now))
    expect(entriesOf(own)).toEqual(entriesOf(captured))
    const head = (xml: string) => xml.slice(0, xml.indexOf('  <entry>')).replace(/<updated>.*<\/updated>/, '')
    expect(head(own)).toBe(head(captured))
  })
})
