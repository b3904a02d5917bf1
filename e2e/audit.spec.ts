import { readFileSync } from 'node:fs'
import { hashOfAudit } from '#db/schema/audit-chain'
import { auditLog } from '#db/schema/audit'
import type { AuditRecord } from '#domain/audit/records'
import { verifyAuditLog } from '#domain/audit/chain'
import { openForTest } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

const owner = 'dana@acme.example'

test('an owner finds who changed what, from where, and what it was before', async ({ page, candor, signIn }) => {
  await signIn(candor, page, owner)
  await page.goto(`${candor.url}/admin/settings`)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme, as it runs')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('Saved').first()).toBeVisible()
  await page.getByRole('link', { name: 'audit log' }).click()
  const entry = page.getByRole('listitem').filter({ hasText: 'page.update' }).first()
  await expect(entry).toContainText('Dana Whitfield changed the page’s settings')
  await expect(entry.getByRole('definition').first()).toHaveText(/before: Acme.* → , after: Acme, as it runs/)
  await expect(entry).toContainText('from 127.0.0.1')
  await expect(entry).toContainText(/request [\w-]{8,}/)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the audit log is narrowed, paged and searched by its address', async ({ page, sharedCandor, signIn }) => {
    await signIn(sharedCandor, page, owner)
    await page.goto(`${sharedCandor.url}/admin/audit`)
    await page.getByText('Only one person or program').click()
    await page.getByLabel('Did what').selectOption('incident.open')
    await page.getByLabel('Who').selectOption({ label: 'Priya Raman' })
    await page.getByRole('button', { name: 'Show these' }).click()
    const entries = page.getByRole('main').getByRole('list').last().getByRole('listitem')
    expect(await entries.count()).toBeGreaterThan(0)
    for (const text of await entries.allTextContents()) expect(text).toMatch(/^Priya Raman opened the incident/)
    await expect(page.getByLabel('Did what')).toHaveValue('incident.open')
    await entries.first().getByRole('link', { name: 'All of this incident' }).click()
    for (const text of await entries.allTextContents()) expect(text).toContain('All of this incident')
    await page.getByLabel('Words, an id').fill('nothing-like-it')
    await page.getByRole('button', { name: 'Show these' }).click()
    await expect(page.getByRole('status')).toHaveText('Nothing on record fits.')
    await page.getByRole('link', { name: 'Show all' }).click()
    await page.getByRole('link', { name: 'Older' }).click()
    await expect(page.getByText('Page 2 of')).toBeVisible()
  })
})

test('the download is the whole record, each line of which continues the one before it', async ({
  page,
  sharedCandor,
  signIn,
}) => {
  await signIn(sharedCandor, page, owner)
  await page.goto(`${sharedCandor.url}/admin/audit`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as JSON Lines' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('audit-log.jsonl')
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n')
  const records = lines.map((line) => JSON.parse(line) as AuditRecord)
  const db = openForTest(sharedCandor.dataDir)
  expect(records).toHaveLength(db.select().from(auditLog).all().length)
  expect(verifyAuditLog(db, records.at(-1)?.hash ?? '').faults).toEqual([])
  db.$client.close()
  for (const { actor, subject, before, after, ...record } of records) {
    const row = {
      ...record,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      subjectKind: subject.kind,
      subjectId: subject.id,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    }
    expect(hashOfAudit(row), String(record.number)).toBe(record.hash)
  }
})

test('nobody below an owner reads the audit log, and nobody who is signed out', async ({
  page,
  sharedCandor,
  signIn,
}) => {
  const address = `${sharedCandor.url}/admin/audit`
  expect((await page.request.get(`${address}/export`)).status()).toBe(401)
  for (const email of ['priya@acme.example', 'sam@acme.example', 'vic@acme.example']) {
    await signIn(sharedCandor, page, email)
    await page.goto(address)
    await expect(page.getByText('needs the role owner')).toBeVisible()
    await expect(page.getByRole('search')).toHaveCount(0)
    expect((await page.request.get(`${address}/export`)).status(), email).toBe(403)
  }
})

test('at 360 px nothing of the audit log stands beside the screen', async ({ page, sharedCandor, signIn }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await signIn(sharedCandor, page, owner)
  await page.goto(`${sharedCandor.url}/admin/audit?actor=person`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})
