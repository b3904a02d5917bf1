import type { Page } from '@playwright/test'
import { addTeam } from '#db/demo/actors'
import { makeComponent, makeIncident } from '#db/demo/makers'
import { makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect } from '../fixtures.ts'

const dayMs = 86_400_000

/** A page with a team and components, on which nothing is wrong. */
export function startQuietPage(): Promise<CandorServer> {
  const dataDir = makeDataFolder((db) => {
    const begin = Date.now() - 30 * dayMs
    addTeam(db, begin)
    for (const name of ['Website', 'Checkout', 'Search']) makeComponent(db, { name }, begin)
  })
  return startCandor(dataDir)
}

/** An incident that is open already. */
export function makeOpenIncident(server: CandorServer, title: string): string {
  const db = openForTest(server.dataDir)
  const id = makeIncident(db, { title }, Date.now() - 60_000)
  db.$client.close()
  return id
}

/** How many updates say so. */
export function countUpdates(server: CandorServer, text: string): number {
  return count(server, 'select count(*) from incident_updates where body = ?', text)
}

export function countIncidents(server: CandorServer, title: string): number {
  return count(server, 'select count(*) from incidents where title = ?', title)
}

function count(server: CandorServer, query: string, value: string): number {
  const db = openForTest(server.dataDir)
  const found = db.$client.prepare<[string], number>(query).pluck().get(value)
  db.$client.close()
  return found ?? 0
}

export const incidentPath = (server: CandorServer, id: string) => `${server.url}/admin/incidents/${id}`
export const updateText = (page: Page) => page.getByRole('textbox', { name: 'What do customers need to know?' })
export const look = (page: Page) => page.getByRole('button', { name: 'Look, then publish' })
export const timeline = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Timeline', exact: true }) })
export const isKept = (page: Page) => expect(page.getByText('What you typed is kept')).toBeVisible()
export const isRestored = (page: Page) => expect(page.getByText(/Restored what you typed/)).toBeVisible()
