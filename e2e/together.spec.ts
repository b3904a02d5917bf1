import { addTeam } from '#db/demo/actors'
import { makeComponent, makeIncident } from '#db/demo/makers'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test, withNewPage } from './fixtures.ts'
import { choose, postUpdate } from './responder.ts'

const dayMs = 86_400_000
/** What a colleague does shows within this time. */
const liveMs = 3_000

let server: CandorServer
let opened = 0

test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    const begin = Date.now() - 30 * dayMs
    addTeam(db, begin)
    for (const name of ['Website', 'Checkout', 'Search']) makeComponent(db, { name }, begin)
  })
  server = await startCandor(dataDir)
})

test.afterAll(() => discard(server))

/** An incident of the test's own. */
function makeOpenIncident(title: string): string {
  const db = openForTest(server.dataDir)
  opened += 1
  const id = makeIncident(db, { title: `${title} ${opened}` }, Date.now() - 60_000)
  db.$client.close()
  return id
}

test('what a colleague posts and opens shows within three seconds, and disturbs nobody who types', async ({
  page,
  browser,
  signIn,
}) => {
  const id = makeOpenIncident('Checkout is slow')
  await signIn(server, page, 'priya@acme.example')
  await page.goto(`${server.url}/admin/incidents/${id}`)
  const text = page.getByRole('textbox', { name: 'What do customers need to know?' })
  await text.fill('Priya types: half of the carts')
  await choose(page, 'Identified')
  await withNewPage(browser, async (dana) => {
    await signIn(server, dana, 'dana@acme.example')
    await dana.goto(`${server.url}/admin/incidents/${id}`)
    await postUpdate(dana, { state: 'Monitoring', text: 'Dana posts: a fix is out.' })
    await expect(page.getByRole('list').getByText('Dana posts: a fix is out.')).toBeVisible({ timeout: liveMs })
    await expect(text).toHaveValue('Priya types: half of the carts')
    await expect(page.getByRole('radio', { name: 'Identified' })).toBeChecked()
    await expect(page.getByText('Dana Whitfield posted “Monitoring” meanwhile')).toBeVisible()
  })
})
