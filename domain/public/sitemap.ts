import { sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { publicIncident, selectComponents } from './rows.ts'
import { readPublicPage } from './status-page.ts'

/** What one sitemap may hold (sitemaps.org). */
const mostEntries = 50_000

export interface SitemapEntry {
  /** From the root on, encoded as it stands in an address. */
  path: string
  changedAt: number
}

/** Every public page, the newest incidents first where there are more than a sitemap holds. */
export function listSitemapEntries(db: Db): SitemapEntry[] {
  const told = db
    .select({ id: incidents.id, changedAt: incidents.latestUpdateAt })
    .from(incidents)
    .where(publicIncident)
    .orderBy(sql`${incidents.latestUpdateAt} desc`)
    .limit(mostEntries)
    .all()
  const newest = told[0]?.changedAt ?? readPublicPage(db).updatedAt
  return [
    { path: '/', changedAt: newest },
    { path: '/history', changedAt: newest },
    { path: '/uptime', changedAt: newest },
    { path: '/reports', changedAt: newest },
    { path: '/actions', changedAt: newest },
    ...selectComponents(db).map(({ slug, updatedAt }) => ({
      path: `/components/${encodeURIComponent(slug)}`,
      changedAt: updatedAt,
    })),
    ...told.map(({ id, changedAt }) => ({ path: `/incidents/${encodeURIComponent(id)}`, changedAt })),
  ].slice(0, mostEntries)
}
