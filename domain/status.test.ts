import { expect, test } from 'vitest'
import { componentStatuses } from '#db/schema/components'
import { impacts, incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import { impactOf, impactWords, isOver, severityOf, statusOf, statusWords, updateWords, worstStatus } from './status.ts'

test('the statuses of components stand mildest first', () => {
  const severities = componentStatuses.map(severityOf)
  expect(severities).toEqual([...severities].sort((a, b) => a - b))
  expect(worstStatus(componentStatuses)).toBe('major_outage')
  expect(worstStatus([])).toBe('operational')
})

test('an incident’s impact is that of its worst window', () => {
  expect(componentStatuses.map((status) => impactOf([status]))).toEqual([
    'none',
    'maintenance',
    'minor',
    'major',
    'critical',
  ])
  expect(impactOf(['degraded_performance', 'partial_outage', 'under_maintenance'])).toBe('major')
  expect(impactOf([])).toBe('none')
})

test('an impact and the status that is as bad lead to each other', () => {
  for (const impact of impacts) expect(impactOf([statusOf(impact)])).toBe(impact)
})

test('every state has words', () => {
  for (const status of componentStatuses) expect(statusWords[status]).not.toBe('')
  for (const impact of impacts) expect(impactWords[impact]).not.toBe('')
  for (const status of [...incidentStatuses, ...maintenanceStatuses]) expect(updateWords[status]).not.toBe('')
})

test('what is resolved, completed or cancelled is over, and nothing else', () => {
  const over = [...incidentStatuses, ...maintenanceStatuses].filter((status) => isOver(status))
  expect(over).toEqual(['resolved', 'completed', 'cancelled'])
})
