import type { Locator, Page } from '@playwright/test'

/** A component in the list on the home page. */
export function componentRow(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: 'Components' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
}

/** What the home page tells of an incident that is open, or of a maintenance. */
export function incidentCard(page: Page, title: string): Locator {
  return page.getByRole('article').filter({ has: page.getByRole('heading', { name: title, level: 3 }) })
}

/** The page in one sentence. */
export function headline(page: Page): Locator {
  return page.getByRole('heading', { level: 1 })
}
