import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { fillWithCanary } from '#db/demo/canary'
import { tellStory, type Story } from '#db/demo/story'
import { testDatabase } from '#db/test-database'
import { readActionItemsPage } from '../action-items.ts'
import { readStatusPage } from '../status-page.ts'
import { recordOfComponent, recordOfGroup } from '../uptime/figure-record.ts'
import { readComponentFigure } from '../uptime/component-figure.ts'
import { uptimeSchema } from '../uptime/figure-schema.ts'
import { readGroupFigure } from '../uptime/group-figure.ts'
import { actionsDocument } from './actions.ts'
import { incidentDocument, readCandorIncident } from './incident.ts'
import { nowDocument } from './now.ts'
import { actionsSchema, incidentDocumentSchema, nowSchema, summarySchema } from './schemas.ts'
import { readCandorSummary, summaryDocument } from './summary.ts'

const now = Date.UTC(2026, 10, 24, 14, 27, 8)
const url = 'https://status.acme.example'
let db: Connection
let story: Story

beforeEach(() => {
  db = testDatabase()
  story = tellStory(db, now)
})

function own(id: string) {
  const found = readCandorIncident(db, id, now)
  if (!found || 'forwardTo' in found) throw new Error(`there is no incident ${id}`)
  return incidentDocument(found, url)
}

const summary = () => summaryDocument(readCandorSummary(db, now), url)
const actions = () => actionsDocument(readActionItemsPage(db, { state: null, number: 1 }, now), url, now)

describe('Candor’s own documents', () => {
  test('are as they are described, key by key', () => {
    expect(summarySchema.parse(summary())).toEqual(summary())
    expect(actionsSchema.parse(actions())).toEqual(actions())
    const told = nowDocument(readStatusPage(db, now), url)
    expect(nowSchema.parse(told)).toEqual(told)
    for (const id of [...Object.values(story.incidents), ...Object.values(story.maintenances)]) {
      expect(incidentDocumentSchema.parse(own(id))).toEqual(own(id))
    }
    const [figure, group] = [
      readComponentFigure(db, 'checkout', 'last-90-days', now),
      readGroupFigure(db, 'all', 'last-90-days', now),
    ]
    if (typeof figure === 'string' || typeof group === 'string') throw new Error('there is no figure')
    for (const record of [recordOfComponent(figure), recordOfGroup(group)]) {
      expect(uptimeSchema.parse(record)).toEqual(record)
    }
  })

  test('tell the headline, the promise and the windows of what is open', () => {
    const { headline, incidents, windows, as_of } = summary()
    expect(headline).toMatchObject({ state: 'partial_outage', text: 'Checkout has a partial outage' })
    expect(as_of).toBe('2026-11-24T14:27:08.000Z')
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.promise?.next_update_by).toMatch(/^2026-11-24T/)
    expect(windows).toContainEqual(expect.objectContaining({ component_id: story.components.checkout, ended_at: null }))
    expect(incidents[0]?.windows[0]?.incident?.id).toBe(story.incidents.current)
  })

  test('tell what was corrected and what it said before', () => {
    const { incident } = own(story.incidents.exportsSlow)
    expect(incident.corrections[0]).toMatchObject({ reason: 'we measured again', is_minor: false })
    expect(incident.updates.flatMap((update) => update.earlier_versions)[0]?.html).toContain('30 minutes')
    const moved = own(story.incidents.textMessagesLost).incident.corrections.flatMap(({ changes }) => changes)
    expect(moved.map(({ kind }) => kind)).toContain('window_start')
  })

  test('tell of reports that are due and of what reports promise', () => {
    expect(summary().reports_due.length).toBeGreaterThan(0)
    expect(own(story.incidents.cardsRefused).report.published?.sections[0]?.heading).toBe('Summary')
    expect(actions().action_items.length).toBeGreaterThan(0)
  })

  test('lead to the one open incident, else to the page', () => {
    const told = nowDocument(readStatusPage(db, now), url)
    expect(told.url).toBe(`${url}/incidents/${story.incidents.current}`)
  })

  test('say nothing that is not public', () => {
    const word = 'canaryqx7z'
    fillWithCanary(db, word, now)
    const ids = db.$client.prepare<[], string>('select id from incidents').pluck().all()
    const incidents = ids.map((id) => readCandorIncident(db, id, now))
    const documents = [summary(), actions(), nowDocument(readStatusPage(db, now), url)]
    const told = incidents.flatMap((found) => (found && !('forwardTo' in found) ? [incidentDocument(found, url)] : []))
    expect(told.length).toBeGreaterThan(10)
    for (const document of [...documents, ...told]) expect(JSON.stringify(document)).not.toContain(word)
  })
})
