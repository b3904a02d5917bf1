import { beforeEach, expect, test } from 'vitest'
import { fillWithCanary, type Canary } from '#db/demo/canary'
import { tellStory, type Story } from '#db/demo/story'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { readSubscribePage } from './subscribe-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let story: Story
let canary: Canary
beforeEach(() => {
  db = testDatabase()
  story = tellStory(db, now)
  canary = fillWithCanary(db, 'canaryqx7z', now)
})

test('only what stands on the page can be subscribed to', () => {
  for (const component of ['', ...canary.hiddenSlugs]) {
    const read = readSubscribePage(db, { component, incident: story.private.internalIncident })
    expect(JSON.stringify(read)).not.toContain('canaryqx7z')
    expect([read.component, read.incident]).toEqual([null, null])
  }
})

test('what somebody came from is chosen', () => {
  const read = readSubscribePage(db, { component: 'checkout', incident: story.incidents.current })
  expect(read.component).toMatchObject({ id: story.components.checkout, slug: 'checkout' })
  expect(read.incident).toMatchObject({ id: story.incidents.current, kind: 'incident' })
  expect(read.groups.flatMap(({ components }) => components)).toContainEqual(read.component)
})
