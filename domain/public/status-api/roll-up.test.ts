import { expect, test } from 'vitest'
import type { ComponentStatus, Impact } from '../../status.ts'
import { rollUp } from './roll-up.ts'

const up = 'operational' as const
const maintained = 'under_maintenance' as const
const degraded = 'degraded_performance' as const
const partial = 'partial_outage' as const
const major = 'major_outage' as const

function many(status: ComponentStatus, count: number): ComponentStatus[] {
  return Array.from({ length: count }, () => status)
}

test.each<[string, ComponentStatus[], Impact[], string, string]>([
  ['nothing at all', [], [], 'none', 'All Systems Operational'],
  ['nothing but an incident', [], ['critical'], 'critical', 'Major System Outage'],
  ['all well', [up, up], [], 'none', 'All Systems Operational'],
  ['the only one down', [major], [], 'critical', 'Major System Outage'],
  ['the only one partly down', [partial], [], 'major', 'Partial System Outage'],
  ['the only one slow', [degraded], [], 'minor', 'Partially Degraded Service'],
  ['the only one in maintenance', [maintained], [], 'maintenance', 'Service Under Maintenance'],
  ['all down', [major, major], [], 'critical', 'Major System Outage'],
  ['all partly down', [partial, partial], [], 'major', 'Partial System Outage'],
  ['all slow', [degraded, degraded], [], 'minor', 'Degraded System Service'],
  ['all in maintenance', [maintained, maintained], [], 'maintenance', 'Service Under Maintenance'],
  ['GitHub, April 2020', [...many(major, 5), partial, ...many(up, 3)], [], 'major', 'Partial System Outage'],
  ['one in maintenance, eight well', [maintained, ...many(up, 8)], [], 'maintenance', 'Service Under Maintenance'],
  ['one slow of several', [degraded, up, up], [], 'minor', 'Partially Degraded Service'],
  [
    'Cloudflare, May 2026',
    [...many(partial, 36), ...many(degraded, 4), ...many(maintained, 22), ...many(up, 416)],
    [],
    'minor',
    'Minor Service Outage',
  ],
  ['one down and one partly of eighteen', [major, partial, ...many(up, 16)], [], 'major', 'Partial System Outage'],
  ['one down among many', [major, ...many(up, 9)], [], 'major', 'Partial System Outage'],
  ['one partly down among many', [partial, ...many(up, 9)], [], 'minor', 'Minor Service Outage'],
  ['GitHub, 2020: all well, a minor incident', many(up, 9), ['minor'], 'minor', 'Minor Service Outage'],
  ['an incident that is worse than the components', [degraded, up], ['critical'], 'critical', 'Major System Outage'],
  ['an incident that is milder', [major, up], ['minor'], 'major', 'Partial System Outage'],
  ['one that is as bad: the components’ words', [degraded, up], ['minor'], 'minor', 'Partially Degraded Service'],
  ['the worst of several incidents', [up], ['none', 'major', 'minor'], 'major', 'Partial System Outage'],
  ['an incident without impact', [up], ['none'], 'none', 'All Systems Operational'],
])('%s', (_, statuses, impacts, indicator, description) => {
  expect(rollUp(statuses, impacts)).toEqual({ indicator, description })
})
