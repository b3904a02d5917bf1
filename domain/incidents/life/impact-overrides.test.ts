import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { corrections } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { readIncidentPage, type PublicIncident } from '../../public/incidents.ts'
import { readIncident } from '../incident-record.ts'
import { setImpact, type SetImpactInput } from './impact-overrides.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  const componentId = makeComponent(db, {}, now)
  incidentId = makeIncident(db, { components: [{ componentId, status: 'major_outage' }] }, now)
})

function set(impact: SetImpactInput['impact'], reason = 'only one bank is affected', id = incidentId): void {
  setImpact(db, terminal, { incidentId: id, impact, reason }, now + 1)
}

function publicly(): PublicIncident {
  const page = readIncidentPage(db, incidentId, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

describe('an impact set by hand', () => {
  test('is what customers read, and the page says what it was before and why', () => {
    set('minor')
    expect(publicly()).toMatchObject({
      impact: 'minor',
      corrections: [
        {
          at: now + 1,
          reason: 'only one bank is affected',
          changes: [{ kind: 'impact', from: 'critical', to: 'minor' }],
        },
      ],
    })
  })

  test('is given back to what the windows say', () => {
    set('minor')
    set(null, 'all of them are')
    expect(publicly().impact).toBe('critical')
    expect(readIncident(db, incidentId)?.impactOverride).toBeNull()
    expect(publicly().corrections).toHaveLength(2)
  })

  test('that is what the windows say anyway corrects nothing, and needs no reason', () => {
    set('critical', '')
    expect(readIncident(db, incidentId)?.impactOverride).toBe('critical')
    expect(publicly().corrections).toEqual([])
  })

  test('asks for a reason where customers read another one, and is refused where nothing changes', () => {
    const invalid = (field: string): unknown => expect.objectContaining({ code: 'invalid', field })
    expect(() => set('minor', ' ')).toThrow(invalid('reason'))
    expect(() => set(null)).toThrow(invalid('impact'))
    set('minor')
    expect(() => set('minor')).toThrow(invalid('impact'))
    expect(() => set('maintenance' as never)).toThrow('Choose an impact')
  })

  test('of an internal incident is no correction', () => {
    const internal = makeIncident(db, { isInternal: true }, now)
    set('major', '', internal)
    expect(readIncident(db, internal)?.impactOverride).toBe('major')
    expect(db.select().from(corrections).all()).toEqual([])
  })

  test('is nothing that a maintenance can have', () => {
    const maintenance = makeMaintenance(db, {}, now)
    expect(() => set('minor', 'it is', maintenance)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
