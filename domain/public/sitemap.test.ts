import { describe, expect, test } from 'vitest'
import { fillWithCanary } from '#db/demo/canary'
import { makeIncident } from '#db/demo/makers'
import { tellStory } from '#db/demo/story'
import { testDatabase } from '#db/test-database'
import { listSitemapEntries } from './sitemap.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

describe('the sitemap', () => {
  test('lists the page, its history, its components and its incidents', () => {
    const db = testDatabase()
    const story = tellStory(db, now)
    const paths = listSitemapEntries(db).map((entry) => entry.path)
    expect(paths.slice(0, 6)).toEqual(['/', '/history', '/uptime', '/reports', '/actions', '/components/website'])
    expect(paths).toContain(`/incidents/${story.incidents.current}`)
    expect(paths).toContain(`/incidents/${story.maintenances.planned}`)
    expect(new Set(paths).size).toBe(paths.length)
  })

  test('lists nothing that is not public', () => {
    const db = testDatabase()
    tellStory(db, now)
    const canary = fillWithCanary(db, 'canaryq7', now)
    const paths = listSitemapEntries(db).map((entry) => entry.path)
    for (const id of canary.internalIncidents) expect(paths).not.toContain(`/incidents/${id}`)
    for (const slug of canary.hiddenSlugs) expect(paths).not.toContain(`/components/${slug}`)
  })

  test('says that the front page changed when the newest incident did', () => {
    const db = testDatabase()
    tellStory(db, now)
    makeIncident(db, {}, now + 60_000)
    expect(listSitemapEntries(db)[0]).toEqual({ path: '/', changedAt: now + 60_000 })
  })
})
