import type { Page } from '@playwright/test'
import type { CandorServer } from './candor-server.ts'

/** What is typed into a form's fields, by name: a list for a repeated field, null for one that is left out. */
export type Typed = Record<string, string | readonly string[] | null>

export interface Sent {
  status: number
  /** Where a redirect leads; null where the form came back. */
  location: string | null
}

/**
 * Sends the form that has a button of these words as a browser without scripts does, with everything
 * that it holds and some of it typed over, and shows the answer in the page.
 */
export async function sendForm(
  page: Page,
  server: CandorServer,
  path: string,
  button: string,
  typed: Typed,
): Promise<Sent> {
  await page.goto(server.url + path)
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: button, exact: true, includeHidden: true }) })
  const held = await form.first().evaluate((element, words) => {
    const submitter = [...element.querySelectorAll('button')].find(
      (candidate) => (candidate.ariaLabel ?? candidate.textContent) === words,
    )
    return [...new FormData(element as HTMLFormElement, submitter)].map(
      ([name, value]) => [name, String(value)] as const,
    )
  }, button)
  const body = new FormData()
  for (const [name, value] of held) if (!(name in typed)) body.append(name, value)
  for (const [name, value] of Object.entries(typed)) {
    for (const text of value === null ? [] : [value].flat()) body.append(name, text)
  }
  const answer = await page.request.post(server.url + path, {
    multipart: body,
    headers: { Origin: server.url, Referer: server.url + path },
    maxRedirects: 0,
  })
  const location = answer.headers()['location'] ?? null
  if (location === null) await page.setContent(await answer.text())
  return { status: answer.status(), location }
}
