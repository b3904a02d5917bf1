import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { actorAs, terminal } from '#db/demo/actors'
import { makeComponent } from '#db/demo/makers'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { readHistoryPage } from '#domain/public/history-page'
import { initializePage, readPage } from '#domain/page'
import { readIncidentPage } from '#domain/public/incidents'
import { readIncidentReports } from '#domain/public/reports'
import { selectRevision } from '#domain/public/rows'
import { readStatusPage } from '#domain/public/status-page'
import { importPage, type ImportOptions } from './import-page.ts'

const now = Date.UTC(2026, 8, 20, 9, 20)
const samples = fileURLToPath(new URL('samples/', import.meta.url))
const opened: { close: () => void }[] = []

afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

function emptyPage(): Connection {
  const db = testDatabase()
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, now)
  return db
}

async function importInto(db: Connection, source: string, options: Partial<ImportOptions> = {}) {
  const lines: string[] = []
  const pauses: number[] = []
  const result = await importPage(
    db,
    terminal,
    source,
    {
      isDryRun: false,
      report: (line) => lines.push(line),
      pause: (ms) => Promise.resolve(void pauses.push(ms)),
      ...options,
    },
    () => now,
  )
  return { ...result, lines, pauses }
}

function incidentOf(db: Connection, id: string) {
  const found = readIncidentPage(db, id, now)
  if (!found || !('incident' in found)) throw new Error(`${id} is missing`)
  return found.incident
}

describe('a folder', () => {
  test.each(['larkfield', 'odd-ids', 'feed'])('%s imports, and again writes nothing', async (name) => {
    const db = emptyPage()
    expect((await importInto(db, samples + name)).isApplied).toBe(true)
    expect(db.$client.pragma('foreign_key_check')).toEqual([])
    const revision = selectRevision(db)
    const again = await importInto(db, samples + name)
    expect(again.isApplied).toBe(false)
    for (const count of Object.values(again.counts)) expect(count).toMatchObject({ new: 0, changed: 0 })
    expect(again.conflicts).toEqual([])
    expect(selectRevision(db)).toBe(revision)
  })

  test('with all documents becomes a page with its history', async () => {
    const db = emptyPage()
    await importInto(db, `${samples}larkfield`)
    const page = readStatusPage(db, now)
    expect(page.page).toMatchObject({ name: 'Larkfield', timeZone: 'Europe/London' })
    expect(page.headline).toMatchObject({ text: 'Database has a partial outage', since: Date.UTC(2026, 8, 20, 9, 15) })
    expect(page.open.map((incident) => incident.id)).toEqual(['lk0inc000001'])
    expect(page.plannedMaintenance.map((incident) => incident.id)).toEqual(['lk0mnt000002'])
    expect(page.groups.map((group) => [group.name, group.components.map((one) => one.name)])).toEqual([
      ['Europe', ['Database']],
    ])
    expect(page.ungrouped.map((one) => [one.name, one.status])).toEqual([
      ['API', 'operational'],
      ['Web application', 'degraded_performance'],
    ])
    const months = readHistoryPage(db, { number: 3, componentSlug: null }, now).months
    expect(months.flatMap((month) => month.incidents.map((incident) => incident.title))).toContain(
      'Search found nothing',
    )
  })

  test('stores no script, and shows what stood around it', async () => {
    const db = emptyPage()
    await importInto(db, `${samples}larkfield`)
    const bodies = db.select({ body: incidentUpdates.body }).from(incidentUpdates).all()
    expect(JSON.stringify(bodies)).not.toMatch(/script|onclick|steal|alert/)
    expect(incidentOf(db, 'lk0inc000001').updates[0]?.html).toBe(
      '<p>A replica is rebuilt. <a href="https://larkfield.example/why" rel="nofollow noopener">Why?</a></p>',
    )
  })

  test('gives post-mortems as reports, from an update or from an incident’s own document', async () => {
    const db = emptyPage()
    await importInto(db, `${samples}larkfield`)
    expect(readIncidentReports(db, 'lk0inc000002', now).newest?.sections).toEqual([
      { key: 'happened', html: '<h3>What happened</h3><p>A certificate ran out.</p>' },
    ])
    const report = readIncidentReports(db, 'lk0inc000005', now).newest
    expect(report?.publishedAt).toBe(Date.UTC(2026, 0, 8, 10))
    expect(report?.sections[0]?.html).toContain('<strong>Nobody</strong> was told.')
  })

  test('with a feed only has incidents without components', async () => {
    const db = emptyPage()
    const { notes } = await importInto(db, `${samples}feed`)
    expect(notes[0]).toBe(
      'history.atom: entry[3] (“An entry in another form”) holds no updates that can be read; it is left out',
    )
    expect(db.select().from(incidents).all()).toHaveLength(3)
    expect(incidentOf(db, 'lkfeed000003')).toMatchObject({ status: 'resolved', components: [] })
  })

  test('of a look-alike gets ids of its own, and says under what name it is known', async () => {
    const db = emptyPage()
    const { notes } = await importInto(db, `${samples}odd-ids`)
    expect(notes[0]).toContain('a folder that isn’t called “odd-ids”')
    expect(readIncidentPage(db, '42', now)).toMatchObject({
      forwardTo: expect.stringMatching(/^[a-z0-9]{12}$/) as unknown,
    })
  })

  test('in a dry run prints counts and conflicts, and changes nothing', async () => {
    const db = emptyPage()
    const revision = selectRevision(db)
    const { isApplied, lines } = await importInto(db, `${samples}larkfield`, { isDryRun: true })
    expect(isApplied).toBe(false)
    expect(lines).toContain('The page becomes “Larkfield”, in Europe/London.')
    expect(lines).toContain('incidents              6         0         0')
    expect(lines).toContain('windows                9         0         0')
    expect(selectRevision(db)).toBe(revision)
    expect(readPage(db).name).toBe('Status')
  })

  test('is planned again where the team changed the page in the meantime', async () => {
    const db = emptyPage()
    let changes = 0
    const { isApplied, pauses } = await importInto(db, `${samples}larkfield`, {
      report: (line) => {
        if (line.startsWith('windows') && changes++ === 0) makeComponent(db, { name: 'API' }, now)
      },
    })
    expect(isApplied).toBe(true)
    expect(pauses).toHaveLength(1)
    const slugs = readStatusPage(db, now).ungrouped.map((component) => component.slug)
    expect(slugs.sort()).toEqual(['api', 'api-2', 'web-application'])
  })

  test('is for owners to import', async () => {
    const run = importPage(
      emptyPage(),
      actorAs('responder'),
      `${samples}feed`,
      { isDryRun: true, report: () => undefined },
      () => now,
    )
    await expect(run).rejects.toThrow(/role Owner/)
  })
})

describe('what can’t be read', () => {
  function folderWith(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'candor-import-'))
    opened.push({ close: () => rmSync(folder, { recursive: true }) })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return folder
  }

  test('is named by file and field, all of it at once, and nothing is imported', async () => {
    const db = emptyPage()
    const bad = {
      incidents: [
        { id: 'a', name: 'fine' },
        { id: 'b', name: 'bad', created_at: 'soon', incident_updates: [{ display_at: 5 }] },
      ],
    }
    const folder = folderWith({ 'incidents.json': JSON.stringify(bad), 'summary.json': '<!DOCTYPE html>' })
    await expect(importInto(db, folder)).rejects.toThrow(
      [
        'summary.json: expected JSON, found “<!DOCTYPE html>”',
        'incidents.json: incidents[1].created_at: expected a time',
        'incidents.json: incidents[1].incident_updates[0].display_at: expected a time',
      ].join('\n'),
    )
    expect(db.select().from(incidents).all()).toEqual([])
  })

  test('an empty folder and a missing one are told apart', async () => {
    await expect(importInto(emptyPage(), folderWith({}))).rejects.toThrow(/holds none of the documents/)
    await expect(importInto(emptyPage(), '/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: there is no such folder')
  })

  test('a feed that would define entities is refused', async () => {
    const folder = folderWith({ 'history.atom': '<!DOCTYPE a [<!ENTITY b "c">]><feed/>' })
    await expect(importInto(emptyPage(), folder)).rejects.toThrow(
      'history.atom: expected a feed without a document type',
    )
  })
})

describe('an address', () => {
  interface Answer {
    status?: number
    type?: string
    headers?: Record<string, string>
    body: string
  }

  async function serve(answer: (path: string) => Answer): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = []
    const server: Server = createServer((request, response) => {
      const path = request.url ?? ''
      asked.push(path)
      const { status = 200, type = 'application/json; charset=utf-8', headers = {}, body } = answer(path)
      response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    opened.push({ close: () => server.close() })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
  }

  const page = { status: 200, type: 'text/html', body: '<!doctype html><p>Our page</p>' }
  const sample = (file: string) => readFileSync(join(samples, 'larkfield', file), 'utf8')
  const documents = new Map([
    ['/api/v2/summary.json', 'summary.json'],
    ['/api/v2/components.json', 'components.json'],
    ['/api/v2/incidents.json', 'incidents.json'],
    ['/api/v2/incidents/unresolved.json', 'incidents-unresolved.json'],
    ['/api/v2/scheduled-maintenances.json', 'scheduled-maintenances.json'],
    ['/api/v2/status.json', 'status.json'],
    ['/history.json?page=1', 'history.json'],
    ['/history.json?page=2', 'history.json'],
    ['/incidents/lk0inc000005.json', 'incidents/lk0inc000005.json'],
  ])

  test('is walked from the lists to the history and each incident, and gives what the folder gives', async () => {
    const { url, asked } = await serve((path) => {
      const file = documents.get(path)
      return file ? { body: sample(file) } : page
    })
    const db = emptyPage()
    const { counts, lines, pauses } = await importInto(db, `${url}/history`, { allowPrivate: true, delayMs: 1_000 })
    expect(counts).toEqual((await importInto(emptyPage(), `${samples}larkfield`)).counts)
    expect(asked).toContain('/incidents/lk0inc000006.json')
    expect(asked).not.toContain('/incidents/lk0inc000001.json')
    expect(lines).toContain('Reading incident 1 of 3')
    expect(new Set(pauses)).toEqual(new Set([1_000]))
    expect(pauses).toHaveLength(asked.length - 1)
    expect((await importInto(db, url, { allowPrivate: true })).isApplied).toBe(false)
  })

  test('that answers every path with a page for people has nothing to import', async () => {
    const { url } = await serve(() => page)
    await expect(importInto(emptyPage(), url, { allowPrivate: true })).rejects.toThrow(/holds none of the documents/)
  })

  test('that is asked too often is asked again after as long as it says', async () => {
    let refusals = 2
    const { url } = await serve((path) => {
      if (path !== '/api/v2/summary.json') return { status: 404, body: '{}' }
      if (refusals-- > 0) return { status: 429, headers: { 'retry-after': '7' }, body: '{}' }
      return { body: sample('summary.json') }
    })
    const { counts, pauses } = await importInto(emptyPage(), url, { allowPrivate: true, delayMs: 0 })
    expect(counts.components.new).toBe(4)
    expect(pauses.filter((ms) => ms === 7_000)).toHaveLength(2)
  })

  test('that keeps failing is named', async () => {
    const { url } = await serve(() => ({ status: 502, body: 'no' }))
    const run = importInto(emptyPage(), url, { allowPrivate: true, delayMs: 0 })
    await expect(run).rejects.toThrow(`${url}/api/v2/components.json: answered 502, 4 times`)
  })

  test('of this machine is refused unless the operator allows it', async () => {
    const { url, asked } = await serve(() => page)
    await expect(importInto(emptyPage(), url)).rejects.toThrow(/--allow-private/)
    expect(asked).toEqual([])
  })
})
