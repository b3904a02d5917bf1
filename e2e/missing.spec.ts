import { expect, test, withNewPage } from './fixtures.ts'
import { findRoutes } from './routes.ts'

const unknownPaths = [
  '/nowhere',
  '/incidents/zzzzzzzzzzzz',
  '/components/nothing',
  '/a/b/c',
  '/history/older',
  '/INCIDENTS',
]

test('what is not there is a real 404, and says so and leads on without JavaScript', async ({
  browser,
  sharedCandor,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const path of unknownPaths) {
    const answer = await page.goto(sharedCandor.url + path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    await expect(page.locator('meta[name="robots"]'), path).toHaveAttribute('content', /noindex/)
    await page
      .getByRole('main')
      .getByRole('link', { name: /history/i })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: /history/i })).toBeVisible()
  }
  await context.close()
})

test('a filter by a component that is not there says so, and odd page numbers lead to pages that are', async ({
  page,
  sharedCandor,
}) => {
  await page.goto(`${sharedCandor.url}/history?component=no-such-thing`)
  await expect(page.getByRole('main')).toContainText('There is no such component on this page.')
  for (const number of ['0', '-3', 'x', '99999', '1.5', '']) {
    const answer = await page.goto(`${sharedCandor.url}/history?page=${number}`)
    expect([200, 404], number).toContain(answer?.status())
    await expect(page.getByRole('heading', { level: 1 }), number).toBeVisible()
  }
})

test('the team’s area says what is not there too, to those who are signed in', async ({
  browser,
  sharedCandor,
  signIn,
}) => {
  await withNewPage(browser, async (page) => {
    await signIn(sharedCandor, page, 'priya@acme.example')
    for (const path of ['/admin/nowhere', '/admin/incidents/zzzzzzzzzzzz', '/admin/components/zzzzzzzzzzzz']) {
      const answer = await page.goto(sharedCandor.url + path)
      expect(answer?.status(), path).toBe(404)
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    }
  })
})

/** What a page need not have, and the demo's has not; what asks for a time first; and what only takes in. */
const otherwise: Record<string, number> = { '/logo': 404, '/at.json': 400, '/intake/bounces': 405 }

test('every public address answers with the status that it should', async ({ sharedCandor }) => {
  const plain = findRoutes().filter((route) => route.segments.length === 0 && !route.pattern.startsWith('/admin'))
  expect(plain.length).toBeGreaterThan(10)
  for (const { pattern } of plain) {
    const answer = await fetch(sharedCandor.url + pattern, { redirect: 'manual' })
    expect(pattern in otherwise ? [otherwise[pattern]] : [200, 302, 303, 307, 308], pattern).toContain(answer.status)
  }
})
