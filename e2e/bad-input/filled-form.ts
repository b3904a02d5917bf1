import type { Page } from '@playwright/test'

/** What is typed into a form's fields, by name: a list for a repeated field, null for one that is left out. */
export type Typed = Record<string, string | readonly string[] | null>

export interface Sent {
  status: number
  /** Where a redirect leads; null where the form came back. */
  location: string | null
}

/** A form as a browser without scripts would send it. */
export interface FilledForm {
  url: string
  body: FormData
}

/** The form that has a button of these words, with everything that it holds and some of it typed over. */
export async function fillForm(page: Page, url: string, button: string, typed: Typed): Promise<FilledForm> {
  await page.goto(url)
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: button, exact: true, includeHidden: true }) })
  const held = await form.first().evaluate((element, words) => {
    const submitter = [...element.querySelectorAll('button')].find(
      (candidate) => (candidate.ariaLabel ?? candidate.textContent) === words,
    )
    return [...new FormData(element as HTMLFormElement, submitter)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    )
  }, button)
  const body = new FormData()
  for (const [name, value] of held) if (!(name in typed)) body.append(name, value)
  for (const [name, value] of Object.entries(typed)) {
    for (const text of value === null ? [] : [value].flat()) body.append(name, text)
  }
  return { url, body }
}

/** Sends a form from the page's browser, and shows the answer in the page. */
export async function sendForm(page: Page, { url, body }: FilledForm): Promise<Sent> {
  const answer = await page.request.post(url, {
    multipart: body,
    headers: { Origin: new URL(url).origin, Referer: url },
    maxRedirects: 0,
  })
  const location = answer.headers()['location'] ?? null
  if (location === null) {
    await page.route(url, (route) => route.fulfill({ response: answer }), { times: 1 })
    await page.goto(url)
  }
  return { status: answer.status(), location }
}
