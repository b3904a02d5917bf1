import { desc } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { readPage } from '../page.ts'
import { StaleViewError } from '../stale-view.ts'
import { readPublicPage } from '../public/status-page.ts'
import { updatePageSettings, type PageSettingsInput } from './settings.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const usual = { investigating: 15, identified: 30, monitoring: 60 }

let db: Connection
let dana: Actor

beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
})

function change(input: Omit<PageSettingsInput, 'seenAt'>, at = now + 1): void {
  updatePageSettings(db, dana, { ...input, seenAt: readPage(db).updatedAt }, at)
}

function problemOf(input: Omit<PageSettingsInput, 'seenAt'>): string {
  try {
    change(input)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

describe('the page’s settings', () => {
  test('are changed, and the public page says so at once', () => {
    change({
      name: ' Harbour  Status ',
      description: 'Ferries,\nand their tickets.',
      links: [{ label: 'Harbour', url: 'https://harbour.example' }],
      supportUrl: 'https://help.harbour.example',
      supportEmail: 'help@harbour.example',
      timeZone: 'Europe/Lisbon',
      accentLight: '004488',
      accentDark: '#8BF',
    })
    expect(readPublicPage(db)).toMatchObject({
      name: 'Harbour Status',
      description: 'Ferries, and their tickets.',
      links: [{ label: 'Harbour', url: 'https://harbour.example' }],
      supportUrl: 'https://help.harbour.example',
      supportEmail: 'help@harbour.example',
      timeZone: 'Europe/Lisbon',
      accentLight: '#004488',
      accentDark: '#88bbff',
      logo: null,
    })
  })

  test('that are left out stay as they are', () => {
    change({ name: 'Harbour Status' })
    change({ timeZone: 'Asia/Tokyo' }, now + 2)
    expect(readPage(db)).toMatchObject({ name: 'Harbour Status', timeZone: 'Asia/Tokyo', reportsOwedFrom: 'major' })
  })

  test('of promises and reports are kept', () => {
    const critical = { investigating: 5, identified: 10, monitoring: 20 }
    const minor = { investigating: 30, identified: 60, monitoring: 120 }
    change({
      promiseMinutes: { critical, major: usual, minor },
      reportsOwedFrom: 'critical',
      preliminaryReportHours: 24,
      finalReportDays: 7,
      reviewsReports: true,
    })
    expect(readPage(db)).toMatchObject({
      promiseMinutes: { critical, major: usual, minor, none: minor },
      reportsOwedFrom: 'critical',
      preliminaryReportHours: 24,
      finalReportDays: 7,
      reviewsReports: true,
    })
  })

  test('leave an audit row of what changed, before and after, and of nothing else', () => {
    change({ name: 'Harbour Status', timeZone: 'Etc/UTC' })
    const [row] = db.select().from(auditLog).orderBy(desc(auditLog.number)).limit(1).all()
    expect(row).toMatchObject({ action: 'page.update', subjectKind: 'page', subjectId: readPage(db).id })
    expect(JSON.parse(row?.before ?? '')).toEqual({ name: 'Acme Status' })
    expect(JSON.parse(row?.after ?? '')).toEqual({ name: 'Harbour Status' })
  })

  test('that are saved as they were leave no trace', () => {
    const before = db.$client.serialize()
    change({ name: 'Acme Status', links: [], supportUrl: '' })
    expect(db.$client.serialize().equals(before)).toBe(true)
  })
})

describe('two owners at once', () => {
  test('may change different settings', () => {
    const { updatedAt: seenAt } = readPage(db)
    updatePageSettings(db, dana, { name: 'Harbour Status', seenAt }, now + 1)
    updatePageSettings(db, dana, { timeZone: 'Asia/Tokyo', seenAt }, now + 2)
    expect(readPage(db)).toMatchObject({ name: 'Harbour Status', timeZone: 'Asia/Tokyo' })
  })

  test('do not overwrite each other: the later one hears who changed what, and can still decide', () => {
    const { updatedAt: seenAt } = readPage(db)
    const rosa = makePerson(db, { name: 'Rosa', role: 'owner' }, now)
    updatePageSettings(db, rosa, { name: 'Harbour Status', description: 'Ferries.', seenAt }, now + 1)
    const late = (at: number) =>
      updatePageSettings(db, dana, { name: 'Port Status', supportUrl: '', seenAt: at }, now + 2)
    let conflict: unknown
    try {
      late(seenAt)
    } catch (error) {
      conflict = error
    }
    expect(conflict).toBeInstanceOf(StaleViewError)
    const { changes, seen, message } = conflict as StaleViewError
    expect(message).toBe('Rosa changed these settings while you were writing.')
    expect(changes).toMatchObject([{ by: 'Rosa', at: now + 1, parts: [{ label: 'Name', text: 'Harbour Status' }] }])
    expect(readPage(db).name).toBe('Harbour Status')
    late(Number(seen))
    expect(readPage(db).name).toBe('Port Status')
  })

  test('within one millisecond are still told apart', () => {
    const { updatedAt: seenAt } = readPage(db)
    updatePageSettings(db, dana, { name: 'Harbour Status', seenAt }, now)
    expect(() => updatePageSettings(db, dana, { name: 'Port Status', seenAt }, now)).toThrow(StaleViewError)
  })
})

test.each<[string, Omit<PageSettingsInput, 'seenAt'>, RegExp]>([
  ['no name', { name: ' ' }, /The page’s name is empty/],
  ['a time zone that is none', { timeZone: 'Mars/Olympus' }, /Choose a time zone/],
  ['a sixth link', { links: Array(6).fill({ label: 'a', url: 'https://a.example' }) }, /At most 5 links/],
  ['a link without an address', { links: [{ label: 'Blog', url: '' }] }, /“Blog” has no address/],
  ['a link that runs a script', { links: [{ label: 'Blog', url: 'javascript:alert(1)' }] }, /must begin with https/],
  ['a link that is no address', { links: [{ label: 'Blog', url: 'https://' }] }, /must begin with https/],
  ['a support page that runs a script', { supportUrl: 'javascript:alert(1)' }, /must begin with https/],
  ['an address that is none', { supportEmail: 'help' }, /Write an e-mail address/],
  ['a colour that is none', { accentLight: 'blue' }, /Write the colour as # and six digits/],
  [
    'a yellow on light',
    { accentLight: '#ffcc00' },
    /#ffcc00 has a contrast of 1\.4:1 on the light page.*nearest.*#[0-9a-f]{6} \(4\.5:1\)/,
  ],
  [
    'a navy on dark',
    { accentDark: '#000080' },
    /#000080 has a contrast of 1\.0:1 on the dark page.*nearest.*#[0-9a-f]{6} \(4\.5:1\)/,
  ],
  [
    'a promise of no time',
    { promiseMinutes: { critical: { ...usual, identified: 0 }, major: usual, minor: usual } },
    /whole minutes/,
  ],
  [
    'a promise of half a minute',
    { promiseMinutes: { critical: { ...usual, identified: 0.5 }, major: usual, minor: usual } },
    /whole minutes/,
  ],
  [
    'a promise that is no number',
    { promiseMinutes: { critical: { ...usual, identified: NaN }, major: usual, minor: usual } },
    /whole minutes/,
  ],
  ['a report after 0 days', { finalReportDays: 0 }, /Write whole days, from 1 to 365/],
  ['a first report after the final one', { preliminaryReportHours: 73, finalReportDays: 3 }, /due after the final one/],
])('%s is refused, and nothing changes', (_, input, message) => {
  const before = db.$client.serialize()
  expect(problemOf(input)).toMatch(message)
  expect(db.$client.serialize().equals(before)).toBe(true)
})
