import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isBusy, openDatabase } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { rehearse, write } from './database.ts'
import { openIncident } from './incidents/incidents.ts'
import { readIncidentPage } from './public/incidents.ts'
import { readStatusPage } from './public/status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

describe('a write', () => {
  test('keeps nothing of what it did before it failed', () => {
    const db = testDatabase()
    makePage(db, {}, now)
    const before = db.$client.serialize()
    expect(() =>
      write(db, (tx) => {
        makeComponent(tx, {}, now)
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
    expect(db.$client.serialize().equals(before)).toBe(true)
  })

  test('within a write fails alone where the outer one goes on', () => {
    const db = testDatabase()
    makePage(db, {}, now)
    write(db, (tx) => {
      makeComponent(tx, { name: 'Kept' }, now)
      expect(() =>
        write(tx, (inner) => {
          makeComponent(inner, { name: 'Lost' }, now)
          throw new Error('no')
        }),
      ).toThrow('no')
    })
    expect(readStatusPage(db, now).ungrouped.map((component) => component.name)).toEqual(['Kept'])
  })

  test('takes the lock at once, before it reads anything', () => {
    const folder = mkdtempSync(join(tmpdir(), 'candor-'))
    const [one, other] = [openDatabase(join(folder, 'candor.db')), openDatabase(join(folder, 'candor.db'))]
    const refused = write(one, () => {
      try {
        return write(other, () => null)
      } catch (error) {
        return error
      }
    })
    expect(isBusy(refused)).toBe(true)
    expect(write(other, () => 'free again')).toBe('free again')
    for (const db of [one, other]) db.$client.close()
    rmSync(folder, { recursive: true })
  })
})

describe('a rehearsal', () => {
  test('shows exactly what would be, and leaves nothing behind, not even in the revision', () => {
    const db = testDatabase()
    makePage(db, {}, now)
    const componentId = makeComponent(db, {}, now)
    const before = db.$client.serialize()
    const revision = readStatusPage(db, now).revision
    const preview = rehearse(db, (tx) => {
      const input = {
        title: 'Checkout is slow',
        components: [{ componentId, status: 'degraded_performance' as const }],
      }
      const id = openIncident(tx, terminal, input, now)
      return { page: readStatusPage(tx, now), incident: readIncidentPage(tx, id, now) }
    })
    expect(preview.page.headline.text).toBe('Checkout has degraded performance')
    expect(preview.page.revision).toBeGreaterThan(revision)
    expect(preview.incident).toMatchObject({ incident: { title: 'Checkout is slow', impact: 'minor' } })
    expect(readStatusPage(db, now)).toMatchObject({ revision, open: [] })
    expect(db.$client.serialize().equals(before)).toBe(true)
  })

  test('passes on what goes wrong in it', () => {
    const db = testDatabase()
    makePage(db, {}, now)
    expect(() => rehearse(db, (tx) => makeIncident(tx, { title: '' }, now))).toThrow('The title is empty')
    expect(db.$client.inTransaction).toBe(false)
  })
})
