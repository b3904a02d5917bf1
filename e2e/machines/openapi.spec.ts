import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Validator } from '@seriousme/openapi-schema-validator'
import { documents } from '#domain/public/openapi/documents'
import { expect, test } from '../fixtures.ts'

interface Described {
  paths: Record<
    string,
    { get: { responses: Record<'200', { content: Record<string, { schema?: { $ref: string } }> }> } }
  >
  components: { schemas: Record<string, object> }
}

/** What stands under /v1 needs a token, and is checked with tokens of each kind in app/doors/programs. */
function publicPaths({ paths }: Described) {
  return Object.entries(paths).filter(([path]) => !path.startsWith('/v1/'))
}

test('the description is valid OpenAPI, and names every path', async ({ sharedCandor: { url } }) => {
  const answer = await fetch(`${url}/openapi.json`)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const description = (await answer.json()) as Described
  const { valid, errors } = await new Validator().validate({ ...structuredClone(description) })
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
  expect(publicPaths(description).map(([path]) => path)).toEqual(documents.map(({ path }) => path))
})

test('every answer is of the type and the form that the description says', async ({ sharedCandor: { url, story } }) => {
  test.setTimeout(180_000)
  const description = (await (await fetch(`${url}/openapi.json`)).json()) as Described
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema({ $id: 'https://candor.example/openapi.json', components: description.components })
  const values: Record<string, string[]> = {
    slug: ['checkout', 'search'],
    id: [...Object.values(story.incidents), ...Object.values(story.maintenances)],
  }
  const asked: Record<string, string> = {
    '/at.json': '?time=2026-01-05T10:00Z&until=2026-01-06T10:00Z',
    '/api/candor/uptime.json': '?component=checkout&period=last-90-days',
  }
  for (const [path, { get }] of publicPaths(description)) {
    const [mediaType = '', content] = Object.entries(get.responses['200'].content)[0] ?? []
    const ids = path.startsWith('/api/v2/components/') ? Object.values(story.components) : values.id
    const filled = path.includes('{slug}')
      ? (values.slug ?? []).map((slug) => path.replace('{slug}', slug))
      : path.includes('{id}')
        ? (ids ?? []).map((id) => path.replace('{id}', id))
        : [path]
    for (const one of filled) {
      const answer = await fetch(url + one + (asked[path] ?? ''))
      expect(answer.status, one).toBe(200)
      expect(answer.headers.get('content-type'), one).toContain(mediaType)
      if (!content?.schema) continue
      const validate = ajv.getSchema(`https://candor.example/openapi.json${content.schema.$ref}`)
      expect(validate, one).toBeDefined()
      void validate?.(await answer.json())
      expect(validate?.errors, one).toBeNull()
    }
  }
})

test('people can read it too, and every address on it answers', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/`)
  await page.getByRole('link', { name: 'Feeds and API' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Feeds and API')
  const hrefs = await page
    .locator('main li a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(hrefs.length).toBeGreaterThan(20)
  for (const href of hrefs) expect((await fetch(url + href)).status, href).toBe(200)
})
