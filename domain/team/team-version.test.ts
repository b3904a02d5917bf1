import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { updateComponentOperations } from '../components/component-operations.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readTeamVersion } from './team-version.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

test('the version is another one after each write, whoever sees of it, and the same while nothing is written', () => {
  const db = testDatabase()
  makePage(db, {}, now)
  const component = makeComponent(db, {}, now)
  const incidentId = makeIncident(db, { isInternal: true }, now)
  const operations = { owner: 'Payments', criticality: null, runbookUrl: '', dashboardUrl: '', diagramUrl: '' }
  const seen = [readTeamVersion(db)]
  postUpdate(db, terminal, { incidentId, status: 'monitoring' }, now)
  seen.push(readTeamVersion(db))
  updateComponentOperations(db, terminal, component, operations, now)
  seen.push(readTeamVersion(db))
  expect(new Set(seen).size).toBe(3)
  expect(readTeamVersion(db)).toBe(seen[2])
})
