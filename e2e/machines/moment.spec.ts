import { z } from 'zod'
import type { Story } from '#db/demo/story'
import { momentSchema } from '#domain/public/moment/record'
import { openForTest } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

/** A minute into the first trouble that an incident made of a component. */
function troubledInstant({ dataDir, story }: { dataDir: string; story: Story }): number {
  const db = openForTest(dataDir)
  const query = 'select min(started_at) from impact_windows where incident_id = ? and component_id = ?'
  const at = db.$client
    .prepare<[string, string], number>(query)
    .pluck()
    .get(story.incidents.current, story.components.checkout)
  db.$client.close()
  return (at ?? 0) + 60_000
}

test('somebody whose payment failed finds out that it was not them, in their own zone', async ({
  page,
  sharedCandor: { url, dataDir, story },
}) => {
  const at = troubledInstant({ dataDir, story })
  await page.goto(`${url}/`)
  await page.getByRole('link', { name: 'Was it you?' }).click()
  const local = new Date(at + 9 * 3_600_000).toISOString().slice(0, 16)
  await page.getByLabel('When was it?').fill(local)
  await page.getByLabel('Component').selectOption('Checkout')
  await page.getByLabel('Your time zone').selectOption('Asia/Tokyo')
  await page.getByRole('button', { name: 'Show what was wrong' }).click()
  await expect(page.getByRole('heading', { level: 2, name: /^Checkout: / })).toBeVisible()
  await expect(page.getByText('JST').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Checkout refuses some card payments' }).first()).toBeVisible()
  await expect(page.getByLabel('When was it?')).toHaveValue(local)
  const json = await page.getByRole('link', { name: 'as JSON' }).getAttribute('href')
  const told = momentSchema.parse(await (await fetch(url + (json ?? ''))).json())
  expect(told.incidents.map(({ id }) => id)).toContain(story.incidents.current)
  const permalink = new URL(told.permalink)
  await page.goto(url + permalink.pathname + permalink.search)
  await expect(page.getByRole('heading', { level: 2, name: /^Checkout: / })).toBeVisible()
})

test('a question that can’t be answered says what is wrong with it', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/at?time=2026-01-05T10:00&until=2026-01-04T10:00`)
  await expect(page.getByText('The end lies before the beginning.')).toBeVisible()
  const error = z.object({ error: z.string(), message: z.string() })
  for (const query of ['', '?time=soon', '?time=2999-01-01T00:00Z', '?time=2026-01-05T10:00Z&component=nobody']) {
    const answer = await fetch(`${url}/at.json${query}`)
    expect(answer.status, query).toBe(400)
    expect(error.parse(await answer.json()).error, query).toBe('invalid')
  }
})
