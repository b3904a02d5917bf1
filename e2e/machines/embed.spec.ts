import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { terminal } from '#db/demo/actors'
import { postUpdate } from '#domain/incidents/incident-updates'
import { openForTest } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

/** Another site, at another address, with a policy that allows the page's script and frame and nothing inline. */
async function otherSite(html: string, candorUrl: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src ${candorUrl}; connect-src ${candorUrl}; frame-src ${candorUrl}; img-src ${candorUrl}`,
    })
    response.end(`<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${html}</body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

test('another site shows the banner while something is wrong, and not once it is over', async ({ page, candor }) => {
  const { url, dataDir, story } = candor
  const site = await otherSite(`<script src="${url}/embed.js" defer></script>`, url)
  await page.goto(site.url)
  const banner = page.getByRole('status')
  await expect(banner).toContainText('Checkout')
  const href = await banner.getByRole('link').getAttribute('href')
  expect(href).toContain(`/incidents/${story.incidents.current}`)
  await banner.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('status')).toHaveCount(0)
  const db = openForTest(dataDir)
  const end = { incidentId: story.incidents.current, status: 'resolved', body: 'All cards work.' } as const
  postUpdate(db, terminal, end, Date.now())
  db.$client.close()
  await page.evaluate(() => sessionStorage.clear())
  const asked = page.waitForResponse(/now\.json$/)
  await page.reload()
  const told = (await (await asked).json()) as { state: string }
  await expect(page.getByRole('status')).toHaveCount(told.state === 'operational' ? 0 : 1)
  site.close()
})

test('another site shows the frame, and no other page of ours', async ({ page, sharedCandor: { url, story } }) => {
  const site = await otherSite(`<iframe src="${url}/embed" title="Status"></iframe>`, url)
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('heading', { level: 1 })).toContainText('Checkout')
  const incident = frame.getByRole('link', { name: 'Checkout refuses some card payments' })
  await expect(incident).toHaveAttribute('href', `/incidents/${story.incidents.current}`)
  await expect(incident).toHaveAttribute('target', '_top')
  for (let time = 0; time < 2; time++) {
    const framed = await fetch(`${url}/embed`)
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(framed.headers.get('x-frame-options')).toBeNull()
  }
  const home = await fetch(url)
  expect(home.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(home.headers.get('x-frame-options')).toBe('DENY')
  site.close()
})

test('badges say the state in words, and pictures for messages are pictures', async ({
  sharedCandor: { url, story },
}) => {
  expect(await (await fetch(`${url}/badge.svg`)).text()).toContain('Checkout has a partial outage')
  expect(await (await fetch(`${url}/components/checkout/badge.svg`)).text()).toContain('Checkout: partial outage')
  expect((await fetch(`${url}/components/nobody/badge.svg`)).status).toBe(404)
  for (const path of ['/og.png', `/incidents/${story.incidents.current}/og.png`]) {
    const answer = await fetch(url + path)
    expect(answer.headers.get('content-type'), path).toBe('image/png')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], path).toEqual([1200, 630])
  }
  const home = await (await fetch(url)).text()
  expect(home).toMatch(/<meta property="og:image" content="[^"]*\/og\.png"/)
})

test('the script for other sites stays small', () => {
  expect(readFileSync('public/embed.js').length).toBeLessThanOrEqual(3 * 1024)
})

test('the team finds the lines to copy beside what they look like', async ({ page, sharedCandor, signIn }) => {
  await signIn(sharedCandor, page, 'dana@acme.example')
  await page.goto(`${sharedCandor.url}/admin/settings`)
  await page.getByRole('link', { name: 'badges and embeds' }).click()
  await expect(page.getByLabel('In HTML').first()).toHaveValue(/badge\.svg/)
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toContainText('Checkout')
  const badge = page.getByRole('img', { name: 'The badge of Checkout' })
  await expect.poll(() => badge.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(50)
})
