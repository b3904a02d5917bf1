import { terminal } from '#db/demo/actors'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { initializePage } from '#domain/page'
import { importPage } from '../cli/import/import-page.ts'
import { openForTest } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

interface WindowRow {
  component: string
  status: string
  startedAt: number
  endedAt: number | null
  incident: string | null
}

/** What counts: no window that was taken back, of an internal incident or of a false alarm, and none of a hidden component. */
function countingWindows(db: Connection): WindowRow[] {
  return db.$client
    .prepare<[], WindowRow>(
      `select c.name as component, w.status, w.started_at as startedAt, w.ended_at as endedAt, w.incident_id as incident
       from impact_windows w join components c on c.id = w.component_id left join incidents i on i.id = w.incident_id
       where w.withdrawn_at is null and c.hidden_at is null and w.started_at is not w.ended_at
         and (w.incident_id is null or (i.published_at is not null and i.false_alarm_at is null))
       order by w.started_at, c.name, w.status`,
    )
    .all()
}

/** Incidents whose windows were corrected: the Status API tells of updates, and has no word for that. */
function correctedIncidents(db: Connection): Set<string | null> {
  const query = 'select distinct incident_id from corrections where window_id is not null'
  return new Set(db.$client.prepare<[], string>(query).pluck().all())
}

function importFrom(db: Connection, url: string) {
  return importPage(
    db,
    terminal,
    url,
    { isDryRun: false, allowPrivate: true, delayMs: 0, report: () => undefined },
    Date.now,
  )
}

test('a page of ours, imported from its own address, has the same windows; once more brings nothing new', async ({
  sharedCandor,
}) => {
  test.setTimeout(180_000)
  const db = testDatabase()
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, Date.now())
  const { isApplied, conflicts } = await importFrom(db, sharedCandor.url)
  expect(isApplied).toBe(true)
  expect(conflicts).toEqual([])
  const source = openForTest(sharedCandor.dataDir)
  const corrected = correctedIncidents(source)
  const expected = countingWindows(source).filter(({ incident }) => !corrected.has(incident))
  source.$client.close()
  expect(expected.length).toBeGreaterThan(10)
  expect(countingWindows(db).filter(({ incident }) => !corrected.has(incident))).toEqual(expected)
  const again = await importFrom(db, sharedCandor.url)
  expect(again.isApplied).toBe(false)
  for (const count of Object.values(again.counts)) expect(count).toMatchObject({ new: 0, changed: 0 })
  db.$client.close()
})
