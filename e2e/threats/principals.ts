import type { Page } from '@playwright/test'
import type { CandorServer } from '../candor-server.ts'

/** Who asks from a browser: nobody, and one of each role of the demo's team. */
export const people = {
  viewer: 'vic@acme.example',
  support: 'sam@acme.example',
  responder: 'priya@acme.example',
  owner: 'dana@acme.example',
} as const

export type Person = keyof typeof people

/** What stands where a role does not reach; none of it may stand where it does. */
export const notAllowed = /needs the role (?:owner|responder|support)/

/** Routes of the admin area that show owners alone what is theirs; everybody else is told so, and nothing more. */
export const ownersOnly = ['/admin/audit', '/admin/audit/export', '/admin/people', '/admin/settings', '/admin/tokens']

/** Doors, which whoever is not signed in may open. */
export const doors = /^\/admin\/(?:sign-in|link|setup|invitation)(?:\/|$)/

/** The cookies of somebody who is signed in, as a header. */
export async function cookiesOf(page: Page, server: CandorServer): Promise<string> {
  const cookies = await page.context().cookies(server.url)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
