import type { Page } from '@playwright/test'
import { headline } from '../customer.ts'
import { expect, test, withNewPage } from '../fixtures.ts'

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><style>path{fill:#0b5a8a}</style><path d="M0 0h90v30H0z"/></svg>`

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const save = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true }).click()

/** Waits until the form says that it was saved; what was said before stays until then. */
async function expectSaved(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible()
}

test('an owner names the page, says where help is, and customers read it', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin`)
  await page.getByRole('link', { name: 'Settings' }).click()

  await test.step('a mistake stands beside its field, and what was typed stays', async () => {
    await field(page, 'Name').fill('')
    await field(page, 'Description (optional)').fill('Ferries and tickets.')
    await save(page, 'Save the name')
    await expect(field(page, 'Name')).toHaveAccessibleDescription(/The page’s name is empty/)
    await expect(field(page, 'Description (optional)')).toHaveValue('Ferries and tickets.')
    await field(page, 'Name').fill('Harbour Status')
    await save(page, 'Save the name')
    await expectSaved(page, 'Customers read it now.')
  })

  await test.step('contact and links', async () => {
    const links = field(page, 'Links (optional)')
    await field(page, 'E-mail of support (optional)').fill('help')
    await links.fill('Harbour https://harbour.example\nOur blog\nTerms javascript:alert(1)')
    await save(page, 'Save the contact and links')
    await expect(field(page, 'E-mail of support (optional)')).toHaveAccessibleDescription(/such as help@example.com/)
    await expect(links).toHaveAccessibleDescription(/“Our blog” has no address/)
    await expect(links).toHaveValue(/Our blog/)
    await field(page, 'E-mail of support (optional)').fill('help@harbour.example')
    await field(page, 'Address of the support page (optional)').fill('https://www.help.harbour.example/new')
    await links.fill('Harbour https://harbour.example\nTerms of use https://harbour.example/terms')
    await save(page, 'Save the contact and links')
    await expectSaved(page, 'It stands at the foot')
  })

  await test.step('customers read all of it', async () => {
    await customer.goto(candor.url)
    await expect(customer.getByRole('banner').getByRole('link', { name: 'Harbour Status' })).toBeVisible()
    await expect(customer).toHaveTitle(/Harbour Status/)
    const foot = customer.getByRole('contentinfo')
    await expect(foot).toContainText('Get help: help.harbour.example or help@harbour.example')
    await expect(foot.getByRole('link', { name: 'help@harbour.example' })).toHaveAttribute(
      'href',
      'mailto:help@harbour.example',
    )
    await expect(foot.getByRole('link', { name: 'Terms of use' })).toHaveAttribute(
      'href',
      'https://harbour.example/terms',
    )
  })
})

test('an accent is painted on the public pages only where it can be read', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  const light = field(page, 'Accent on the light page')
  await light.fill('#ffcc00')
  await expect(page.getByText(/^Contrast 1\.4:1, too little/)).toBeVisible()
  await save(page, 'Save the accent colours')
  await expect(light).toHaveAccessibleDescription(/contrast of 1\.4:1 on the light page.*nearest colour.*#[0-9a-f]{6}/)
  await expect(light).toHaveValue('#ffcc00')
  await light.fill('#0b5a8a')
  await field(page, 'Accent on the dark page').fill('#7CC4F0')
  await save(page, 'Save the accent colours')
  await expectSaved(page, 'The public pages have these colours now.')

  const history = customer.getByRole('banner').getByRole('link', { name: 'History' })
  await customer.emulateMedia({ colorScheme: 'light' })
  await customer.goto(candor.url)
  await expect(history).toHaveCSS('color', 'rgb(11, 90, 138)')
  await customer.emulateMedia({ colorScheme: 'dark' })
  await expect(history).toHaveCSS('color', 'rgb(124, 196, 240)')
  await customer.goto(`${candor.url}/no/such/page`)
  await expect(history).toHaveCSS('color', 'rgb(124, 196, 240)')
})

test('a logo is put on the page, replaced and taken off; a drawing that does more than draw is refused', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  expect((await fetch(`${candor.url}/logo`)).status).toBe(404)
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  const upload = async (name: string, mimeType: string, text: string | Buffer, button: string) => {
    const picture = page.getByLabel(/^(Picture|Another picture)$/)
    await picture.setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
    await save(page, button)
  }
  const picture = page.getByLabel('Picture', { exact: true })

  await test.step('refused', async () => {
    await upload(
      'logo.svg',
      'image/svg+xml',
      drawing.replace('<path', '<script>alert(1)</script><path'),
      'Put the logo on the page',
    )
    await expect(picture).toHaveAccessibleDescription(/The drawing holds a script/)
    await upload('logo.png', 'image/png', 'not a picture', 'Put the logo on the page')
    await expect(picture).toHaveAccessibleDescription(/no picture of a known kind/)
    await upload('logo.png', 'image/png', Buffer.alloc(3_000_000), 'Put the logo on the page')
    await expect(picture).toHaveAccessibleDescription(/has 2,930 KB; at most 100 KB fit/)
    expect((await fetch(`${candor.url}/logo`)).status).toBe(404)
  })

  await test.step('put on the page', async () => {
    await upload('logo.svg', 'image/svg+xml', drawing, 'Put the logo on the page')
    await expectSaved(page, 'It stands at the top')
    await expect(page.getByRole('img', { name: 'Acme Status' })).toHaveCount(2)
    await customer.goto(candor.url)
    const logo = customer.getByRole('banner').getByRole('img', { name: 'Acme Status' })
    await expect(logo).toBeVisible()
    const { height, natural } = await logo.evaluate((image: HTMLImageElement) => ({
      height: getComputedStyle(image).height,
      natural: image.naturalWidth,
    }))
    expect([height, natural > 0]).toEqual(['32px', true])
    const answer = await fetch(`${candor.url}${(await logo.getAttribute('src')) ?? ''}`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*sandbox/),
    })
    expect(await answer.text()).toBe(drawing)
  })

  await test.step('taken off', async () => {
    await page.getByRole('button', { name: 'Take the logo off the page' }).click()
    await expect(page.getByRole('img', { name: 'Acme Status' })).toHaveCount(0)
    await customer.reload()
    await expect(customer.getByRole('banner').getByRole('img')).toHaveCount(0)
    expect((await fetch(`${candor.url}/logo`)).status).toBe(404)
  })
})

test('time zone, usual promises and the rules of reports hold from then on', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  await expect(zone).toHaveAccessibleDescription(/cut anew, past ones too/)
  await zone.selectOption('Asia/Tokyo')
  await save(page, 'Save the time zone')
  await expectSaved(page, 'Times are told in Asia/Tokyo now')
  await customer.goto(candor.url)
  await expect(customer.getByRole('contentinfo')).toContainText('(Asia/Tokyo)')

  const critical = page.getByRole('group', { name: 'Critical incidents' }).getByRole('textbox')
  await critical.nth(1).fill('soon')
  await save(page, 'Save the usual promises')
  await expect(critical.nth(1)).toHaveAccessibleDescription(/Write whole minutes/)
  await expect(critical.nth(1)).toHaveValue('soon')
  await critical.nth(0).fill('5')
  await critical.nth(1).fill('25')
  await save(page, 'Save the usual promises')
  await expectSaved(page, 'New updates promise by it')

  await field(page, 'Final report, in days').fill('2')
  await save(page, 'Save the rules of reports')
  await expect(field(page, 'Preliminary report, in hours')).toHaveAccessibleDescription(/due after the final one/)
  await field(page, 'Preliminary report, in hours').fill('24')
  await page.getByRole('checkbox', { name: /Somebody other than the author/ }).check()
  await save(page, 'Save the rules of reports')
  await expectSaved(page, 'It holds for every report')
  await page.reload()
  await expect(critical.nth(0)).toHaveValue('5')
  await expect(page.getByRole('checkbox', { name: /Somebody other than the author/ })).toBeChecked()

  await page.goto(`${candor.url}/admin/incidents/new`)
  await page.getByRole('combobox', { name: /^Search\b.*now/ }).selectOption('Major outage')
  await expect(page.getByText('As usual: in 5 minutes')).toBeVisible()
})

test('two owners at once change different settings, and never overwrite each other unseen', async ({
  page,
  browser,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  await withNewPage(browser, async (other) => {
    await signIn(candor, other, 'dana@acme.example')
    await other.goto(`${candor.url}/admin/settings`)
    await field(other, 'Name').fill('Harbour Status')
    await save(other, 'Save the name')
    await expectSaved(other, 'Customers read it now.')
  })
  await field(page, 'Accent on the light page').fill('#0b5a8a')
  await save(page, 'Save the accent colours')
  await expectSaved(page, 'The public pages have these colours now.')
})

test('a second owner hears what the first one changed, keeps what was typed, and decides', async ({
  page,
  browser,
  customer,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  await withNewPage(browser, async (other) => {
    await signIn(candor, other, 'dana@acme.example')
    await other.goto(`${candor.url}/admin/settings`)
    await field(other, 'Name').fill('Harbour Status')
    await save(other, 'Save the name')
    await expectSaved(other, 'Customers read it now.')
  })
  await field(page, 'Name').fill('Port Status')
  await save(page, 'Save the name')
  const notice = page.getByRole('alert').filter({ hasText: 'changed these settings' })
  await expect(notice).toBeFocused()
  await expect(notice).toContainText('Harbour Status')
  await expect(field(page, 'Name')).toHaveValue('Port Status')
  await customer.goto(candor.url)
  await expect(customer.getByRole('banner')).toContainText('Harbour Status')
  await save(page, 'Save the name')
  await expectSaved(page, 'Customers read it now.')
  await customer.reload()
  await expect(customer.getByRole('banner')).toContainText('Port Status')
})

test('nobody but an owner sees the settings', async ({ page, candor, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin`)
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0)
  await page.goto(`${candor.url}/admin/settings`)
  await expect(headline(page)).toHaveText('Settings of the page')
  await expect(page.getByRole('main')).toContainText('needs the role owner; you have responder')
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
})
