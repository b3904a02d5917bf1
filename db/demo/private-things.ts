import { customerLinks, incidentUpdates } from '#db/schema/incidents'
import { personOf } from '#domain/actor'
import { updateComponentOperations } from '#domain/components/component-operations'
import { createComponent, setComponentStatus } from '#domain/components/components'
import type { Db } from '#domain/database'
import { newId } from '#domain/identity'
import { openIncident } from '#domain/incidents/incidents'
import type { Team } from './actors.ts'

const minuteMs = 60_000

/** What the story holds that only the team may see, by id. */
export interface PrivateThings {
  internalIncident: string
  hiddenComponent: string
  draftUpdate: string
}

/** Adds what every real page has behind it: an internal incident, a hidden component, a draft, notes, customers. */
export function tellPrivateThings(
  tx: Db,
  team: Team,
  story: { components: Record<'checkout' | 'api' | 'catalogue', string>; current: string },
  now: number,
): PrivateThings {
  const hiddenComponent = createComponent(
    tx,
    team.dana,
    { name: 'Fraud screening', description: 'Only the team knows that this exists.', isHidden: true },
    now - 200 * 24 * 60 * minuteMs,
  )
  setComponentStatus(
    tx,
    team.priya,
    { componentId: hiddenComponent, status: 'degraded_performance' },
    now - 40 * minuteMs,
  )
  const internalIncident = openIncident(
    tx,
    team.priya,
    {
      title: 'Catalogue: stock import is an hour behind',
      body: 'Nobody outside notices yet. If customers ask: stock figures are an hour old.',
      components: [{ componentId: story.components.catalogue, status: 'degraded_performance' }],
      isInternal: true,
    },
    now - 55 * minuteMs,
  )
  describeOperations(tx, team, story.components, now)
  return { internalIncident, hiddenComponent, draftUpdate: addDraft(tx, team, story.current, now) }
}

function describeOperations(tx: Db, team: Team, components: Record<'checkout' | 'api', string>, now: number): void {
  const wiki = 'https://wiki.acme.example'
  updateComponentOperations(
    tx,
    team.dana,
    components.checkout,
    {
      owner: 'Payments team',
      criticality: 'wakes_somebody',
      runbookUrl: `${wiki}/runbooks/checkout`,
      dashboardUrl: 'https://graphs.acme.example/checkout',
      diagramUrl: `${wiki}/diagrams/payments`,
    },
    now,
  )
  updateComponentOperations(
    tx,
    team.dana,
    components.api,
    {
      owner: 'Platform team',
      criticality: 'office_hours',
      runbookUrl: `${wiki}/runbooks/api`,
      dashboardUrl: '',
      diagramUrl: '',
    },
    now,
  )
}

function addDraft(tx: Db, team: Team, incidentId: string, now: number): string {
  const id = newId()
  const at = now - 2 * minuteMs
  tx.insert(incidentUpdates)
    .values({
      id,
      incidentId,
      status: 'monitoring',
      body: 'Draft: all cards go through the second provider. Not told before Dana has looked at the figures.',
      bodyFormat: 'markdown',
      happenedAt: at,
      authorId: personOf(team.priya),
      createdAt: at,
      updatedAt: at,
    })
    .run()
  const linkedBy = { linkedById: personOf(team.sam), linkedAt: now - 12 * minuteMs }
  const told = { toldById: personOf(team.sam), toldAt: now - 5 * minuteMs }
  tx.insert(customerLinks)
    .values([
      {
        id: newId(),
        incidentId,
        reference: 'Ticket 48213',
        name: 'Harbour Books',
        url: 'https://desk.acme.example/48213',
        ...linkedBy,
      },
      { id: newId(), incidentId, reference: 'Ticket 48217', name: 'Pine & Sons', ...linkedBy, ...told },
    ])
    .run()
  return id
}
