import { z } from 'zod'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { readPage, type PageRow } from '../page.ts'
import { updatePageSettings } from '../page/settings.ts'
import { timesIn } from '../public/status-api/times.ts'
import { text } from './inputs.ts'
import { operation } from './operation.ts'

const time = z.string()

/** A page as Statuspage's management API tells it. What Candor has no such thing for is null or false. */
export const pageShape = z.strictObject({
  id: z.string(),
  created_at: time,
  updated_at: time,
  name: z.string(),
  page_description: z.string().nullable(),
  headline: z.null(),
  subdomain: z.null(),
  domain: z.string(),
  /** The company's own site: the first of the page's links. */
  url: z.string().nullable(),
  support_url: z.string().nullable(),
  hidden_from_search: z.boolean(),
  allow_page_subscribers: z.boolean(),
  allow_incident_subscribers: z.boolean(),
  allow_email_subscribers: z.boolean(),
  allow_sms_subscribers: z.boolean(),
  allow_rss_atom_feeds: z.boolean(),
  allow_webhook_subscribers: z.boolean(),
  notifications_from_email: z.null(),
  notifications_email_footer: z.null(),
  viewers_must_be_team_members: z.boolean(),
  ip_restrictions: z.null(),
  time_zone: z.string(),
})

const changedPage = z.object({
  page: z.object({ name: text, page_description: text, support_url: text, time_zone: text }),
})

/** The page of this id. Throws `not_found`: a database holds one page. */
export function requirePage(db: Db, id: string | undefined): PageRow {
  const page = readPage(db)
  if (page.id === id) return page
  throw new DomainError('not_found', 'Page not found')
}

/** A page's object; `url` is the page's public address. */
export function pageDocument(page: PageRow, url: string): z.output<typeof pageShape> {
  const { stamp } = timesIn(page.timeZone)
  return {
    id: page.id,
    created_at: stamp(page.createdAt),
    updated_at: stamp(page.updatedAt),
    name: page.name,
    page_description: page.description,
    headline: null,
    subdomain: null,
    domain: new URL(url).host,
    url: page.links[0]?.url ?? null,
    support_url: page.supportUrl,
    hidden_from_search: false,
    allow_page_subscribers: false,
    allow_incident_subscribers: false,
    allow_email_subscribers: false,
    allow_sms_subscribers: false,
    allow_rss_atom_feeds: true,
    allow_webhook_subscribers: false,
    notifications_from_email: null,
    notifications_email_footer: null,
    viewers_must_be_team_members: false,
    ip_restrictions: null,
    time_zone: page.timeZone,
  }
}

const schema = { name: 'ManagedPage', shape: pageShape }
const one = { group: 'Pages', path: '/pages/{page_id}' } as const

const change = (method: 'PATCH' | 'PUT') =>
  operation({
    ...one,
    method,
    summary: 'Changes name, description, support address or time zone; what else is sent is without effect.',
    scope: 'page:write',
    needs: 'owner',
    body: changedPage,
    answer: { status: 200, schema },
    run: ({ db, actor, params, body, url, now }) => {
      const page = requirePage(db, params.page_id)
      const { name, page_description: description, support_url: supportUrl, time_zone: timeZone } = body.page
      updatePageSettings(db, actor, { name, description, supportUrl, timeZone, seenAt: page.updatedAt }, now)
      return pageDocument(readPage(db), url)
    },
  })

export const pageOperations = [
  operation({
    method: 'GET',
    path: '/pages',
    group: 'Pages',
    summary: 'The page, as a list of one.',
    scope: 'page:read',
    needs: 'viewer',
    answer: { status: 200, schema, isList: true },
    run: ({ db, url }) => [pageDocument(readPage(db), url)],
  }),
  operation({
    ...one,
    method: 'GET',
    summary: 'The page’s settings.',
    scope: 'page:read',
    needs: 'viewer',
    answer: { status: 200, schema },
    run: ({ db, params, url }) => pageDocument(requirePage(db, params.page_id), url),
  }),
  change('PATCH'),
  change('PUT'),
]
