import { afterEach, expect, test } from 'vitest'
import { setConnection } from '#db/connection'
import { teamEndpoint } from './team-endpoint.ts'

afterEach(() => setConnection(null))

const route = { params: Promise.resolve({}) }

test('without a database the answer is a 500 that says nothing secret', async () => {
  setConnection(null)
  const response = await teamEndpoint(() => ({ secret: true }))(new Request('http://localhost/admin/x'), route)
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({
    error: 'internal',
    message: 'This could not be answered. Try again in a moment.',
  })
})
