import type { Page } from '@playwright/test'
import type { Role } from '#domain/actor'
import type { CandorServer } from '../candor-server.ts'

/** Who asks from a browser: nobody, and one of each role of the demo's team. */
export const people: Record<Role, string> = {
  viewer: 'vic@acme.example',
  support: 'sam@acme.example',
  responder: 'priya@acme.example',
  owner: 'dana@acme.example',
}

/**
 * The least role that each route of the admin area is for; whoever has less is told so, and nothing
 * more. A new route must be named. What a page of an incident lets somebody do follows the role, too:
 * writes.test.ts holds that, and the pages' own specs.
 */
export const routeNeeds: Record<string, Role | 'nobody'> = {
  '/admin': 'viewer',
  '/admin/[...path]': 'viewer',
  '/admin/account': 'viewer',
  '/admin/account/second-factor': 'viewer',
  '/admin/alerts': 'owner',
  '/admin/alerts/[id]': 'owner',
  '/admin/audit': 'owner',
  '/admin/audit/export': 'owner',
  '/admin/components': 'viewer',
  '/admin/components/[id]': 'viewer',
  '/admin/confirm': 'viewer',
  '/admin/drafts': 'viewer',
  '/admin/embeds': 'viewer',
  '/admin/held': 'viewer',
  '/admin/incidents': 'viewer',
  '/admin/incidents/[id]': 'viewer',
  '/admin/incidents/[id]/activity': 'viewer',
  '/admin/incidents/[id]/told': 'viewer',
  '/admin/incidents/[id]/corrections': 'viewer',
  '/admin/incidents/[id]/customers': 'viewer',
  '/admin/incidents/[id]/false-alarm': 'viewer',
  '/admin/incidents/[id]/impact': 'viewer',
  '/admin/incidents/[id]/lead': 'viewer',
  '/admin/incidents/[id]/live': 'viewer',
  '/admin/incidents/[id]/told/live': 'viewer',
  '/admin/incidents/[id]/merge': 'viewer',
  '/admin/incidents/[id]/publish': 'viewer',
  '/admin/incidents/[id]/report': 'viewer',
  '/admin/incidents/[id]/updates/[updateId]': 'viewer',
  '/admin/incidents/new': 'responder',
  '/admin/invitation/[token]': 'nobody',
  '/admin/link/[token]': 'nobody',
  '/admin/maintenance': 'viewer',
  '/admin/maintenance/new': 'responder',
  '/admin/open-incidents': 'viewer',
  '/admin/people': 'owner',
  '/admin/reports': 'viewer',
  '/admin/settings': 'owner',
  '/admin/settings/single-sign-on': 'owner',
  '/admin/settings/words': 'owner',
  '/admin/settings/words/[kind]': 'owner',
  '/admin/setup/[token]': 'nobody',
  '/admin/sign-in': 'nobody',
  '/admin/sign-in/provider': 'nobody',
  '/admin/sign-in/return': 'nobody',
  '/admin/sign-in/second-factor': 'nobody',
  // Whoever may read no address sees the numbers alone: e2e/desk/subscribers.spec.ts holds it.
  '/admin/subscribers': 'viewer',
  '/admin/subscribers/[id]': 'viewer',
  '/admin/subscribers/export': 'owner',
  '/admin/to-tell': 'support',
  '/admin/tokens': 'owner',
}

/** Whether an answer says that a role does not reach; React parts what it puts in from what stands around it. */
export function isNotAllowed(text: string): boolean {
  return /needs the role (?:owner|responder|support)/.test(text.replaceAll('<!-- -->', ''))
}

/** An answer without what was asked for: a link or a redirect may give that back. */
export function withoutAsked(text: string, path: string): string {
  const parts = path.split('/').filter((part) => part.length > 3)
  return parts.reduce(
    (rest, part) =>
      [part, decodeURIComponent(part), encodeURIComponent(part)].reduce((left, one) => left.replaceAll(one, ''), rest),
    text,
  )
}

/** The cookies of somebody who is signed in, as a header. */
export async function cookiesOf(page: Page, server: CandorServer): Promise<string> {
  const cookies = await page.context().cookies(server.url)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
