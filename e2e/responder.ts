import type { Locator, Page } from '@playwright/test'
import type { CandorServer } from './candor-server.ts'
import { expect } from './fixtures.ts'

export interface NewIncident {
  title: string
  text?: string
  /** Statuses by component, both in the words that the form shows. */
  components?: Record<string, string>
  isInternal?: boolean
}

/** Fills the form of a new incident as a responder does. */
export async function writeIncident(page: Page, server: CandorServer, incident: NewIncident): Promise<void> {
  await page.goto(`${server.url}/admin/incidents/new`)
  await discardDraft(page)
  await page.getByRole('textbox', { name: 'What do customers see?' }).fill(incident.title)
  for (const [name, status] of Object.entries(incident.components ?? {})) {
    await statusOf(page, name).selectOption(status)
  }
  if (incident.text) await page.getByRole('textbox', { name: 'What do they need to know?' }).fill(incident.text)
  if (incident.isInternal) await page.getByRole('checkbox', { name: 'Keep it internal for now' }).check()
}

/** Gives up what the form on the page was left with, so that it begins empty. */
async function discardDraft(page: Page): Promise<void> {
  const discard = page.getByRole('button', { name: 'Discard it' })
  if (await discard.isVisible()) await discard.click()
  await expect(discard).toBeHidden()
}

/** Opens an incident from the form to its own page in the admin area. Returns its id. */
export async function openIncident(page: Page, server: CandorServer, incident: NewIncident): Promise<string> {
  await writeIncident(page, server, incident)
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await publish(page, incident.isInternal ? 'Open it for the team only' : 'Publish')
  await page.waitForURL(/\/admin\/incidents\/[a-z0-9]{12}$/)
  return page.url().slice(-12)
}

/** Posts an update on the page of an incident or maintenance. `state` is the word on its button. */
export async function postUpdate(page: Page, update: { state?: string; text?: string }): Promise<void> {
  if (update.state) await choose(page, update.state)
  if (update.text) await page.getByRole('textbox', { name: 'What do customers need to know?' }).fill(update.text)
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await publish(page)
}

/** Presses the button below a preview, and waits until that is done. */
export async function publish(page: Page, words = 'Publish'): Promise<void> {
  const button = page.getByRole('button', { name: words, exact: true })
  await button.click()
  await expect(button).toBeHidden()
}

/** Chooses one of a few by clicking its words, as the round mark itself is not drawn. */
export async function choose(page: Page, words: string): Promise<void> {
  const choice = page.getByRole('radio', { name: words, exact: true })
  await page.locator('label').filter({ has: choice }).click()
  await expect(choice).toBeChecked()
}

/** The field for a component's status in a form about an incident. */
export function statusOf(page: Page, component: string): Locator {
  return page.getByRole('combobox', { name: new RegExp(`^${component}\\b.*now`) })
}
