import type { Page } from '@playwright/test'
import type { Story } from '#db/demo/story'
import { expectAccessible, expectSkipLink } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { findRoutes, pathsOf } from './routes.ts'
import { simple } from './simple-forms.ts'

/** Nothing here is published, so that the tests can share a server and run at the same time. */
test.describe.configure({ mode: 'parallel', timeout: 600_000 })

/** A path for each page of the app; `pathsOf` throws for a segment that is not named here. */
function pathsBelow(
  isAsked: (pattern: string) => boolean,
  ids: string[],
  slugs: string[] = [],
  updateIds: string[] = ['unknown'],
): string[] {
  const values = {
    '...path': ['no/such/page'],
    slug: slugs,
    token: ['unknown-token'],
    key: ['unknown'],
    id: ids,
    kind: ['update', 'digest', 'confirm', 'chat', 'no-such-kind'],
    number: ['1'],
    period: ['last-90-days'],
    updateId: updateIds,
  }
  return findRoutes()
    .filter((route) => route.isPage && isAsked(route.pattern))
    .flatMap((route) => pathsOf(route, values))
}

const isPublic = (pattern: string) => !pattern.startsWith('/admin')
const isOfComponent = (pattern: string) => pattern.startsWith('/admin/components')
const isOfReport = (pattern: string) => pattern === '/admin/incidents/[id]/report'
const isOtherwiseAdmin = (pattern: string) =>
  pattern.startsWith('/admin') && !isOfComponent(pattern) && !isOfReport(pattern)

test('every public page', async ({ page, sharedCandor: { url, story } }) => {
  const { incidents, maintenances } = story
  const { current, cardsRefused, exportsSlow, falseAlarm, textMessagesLost, searchEmpty } = incidents
  const ids = [current, cardsRefused, exportsSlow, falseAlarm, textMessagesLost, searchEmpty]
  const paths = pathsBelow(isPublic, [...ids, maintenances.planned, maintenances.completed], ['checkout', 'search'])
  const history = ['/history?page=2', '/history?component=search', '/history?q=checkout', '/history?q=nothing-like-it']
  const uptime = ['/uptime?component=checkout', '/uptime?month=2020-01', '/uptime/groups/all/last-90-days']
  const moments = ['/at?time=2026-01-05T10:00Z', '/at?time=soon', `/at?time=${new Date().toISOString()}`]
  for (const path of [...paths, ...history, ...uptime, ...moments, '/actions?state=late', '/incidents/unknown']) {
    await page.goto(url + path)
    await expectAccessible(page, path)
    // A frame in another page has nothing to skip.
    if (path !== '/embed') await expectSkipLink(page, path)
  }
})

/** For an owner, who sees most of it. */
const ownersPages: Record<string, (story: Story) => string[]> = {
  incidents: ({ incidents, maintenances, private: { internalIncident, draftUpdate } }) => [
    ...pathsBelow(isOtherwiseAdmin, [incidents.current, internalIncident], [], [draftUpdate]),
    // What can be done to an incident looks the same for those that are over.
    ...[incidents.cardsRefused, maintenances.planned].flatMap((id) =>
      ['', '/corrections', '/merge'].map((part) => `/admin/incidents/${id}${part}`),
    ),
  ],
  components: ({ components, private: { hiddenComponent } }) =>
    pathsBelow(isOfComponent, [components.checkout, hiddenComponent, 'unknown']),
  reports: ({ incidents: { current, cardsRefused, textMessagesLost, searchEmpty } }) =>
    pathsBelow(isOfReport, [current, cardsRefused, textMessagesLost, searchEmpty, 'unknown']),
}

for (const [part, pathsOfStory] of Object.entries(ownersPages)) {
  test(`every page of the admin area, for an owner: ${part}`, async ({ page, sharedCandor, signIn }) => {
    await signIn(sharedCandor, page, 'dana@acme.example')
    for (const path of pathsOfStory(sharedCandor.story)) {
      await page.goto(sharedCandor.url + path)
      await expectAccessible(page, path)
      await expectSkipLink(page, path)
      await expectKnownForms(page, path)
    }
  })
}

test('every page of the admin area, for support, who publishes nothing', async ({ page, sharedCandor, signIn }) => {
  const { url, story } = sharedCandor
  await signIn(sharedCandor, page, 'sam@acme.example')
  const paths = [
    ...pathsBelow(isOtherwiseAdmin, [story.incidents.current]),
    ...pathsBelow(isOfComponent, [story.components.checkout]),
    ...pathsBelow(isOfReport, [story.incidents.textMessagesLost]),
  ]
  for (const path of paths) {
    await page.goto(url + path)
    await expectAccessible(page, path)
  }
})

test('the doors of the admin area, before and after a mistake', async ({ page, freshCandor, sharedCandor }) => {
  const setup = /\/admin\/setup\/\S+/.exec(freshCandor.printed())?.[0] ?? ''
  for (const path of ['/', setup, '/admin/sign-in', '/admin/link/unknown-token']) {
    const door = path === '/' || path === setup ? freshCandor : sharedCandor
    await page.goto(door.url + path)
    await expectAccessible(page, path)
    if (path === '/') continue
    await page.getByRole('main').getByRole('button').click()
    await expectMistake(page)
    await expectAccessible(page, `${path} with a mistake`)
  }
})

interface Sent {
  path: (story: Story) => string
  /** The form's first button. */
  button: string
  /** What is done before it is pressed so that it has something to say. */
  prepare?: (page: Page) => Promise<void>
}

const fieldOf = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const report = ({ incidents }: Story) => `/admin/incidents/${incidents.cardsRefused}/report`
const owedReport = ({ incidents }: Story) => `/admin/incidents/${incidents.textMessagesLost}/report`
const corrections = ({ incidents }: Story) => `/admin/incidents/${incidents.current}/corrections`
const component = ({ components }: Story) => `/admin/components/${components.checkout}`
const act = (name: string) => (story: Story) => `/admin/incidents/${story.incidents.current}/${name}`

/** Every form that can complain, with what makes it do so. */
const mistakes: Sent[] = [
  { path: () => '/admin/incidents/new', button: 'Look, then publish' },
  { path: ({ incidents }) => `/admin/incidents/${incidents.current}`, button: 'Look, then publish' },
  { path: () => '/admin/maintenance/new', button: 'Look, then publish' },
  {
    path: corrections,
    button: 'Look at the effect',
    prepare: (page) =>
      page
        .getByLabel(/^How badly.*, line 1$/)
        .selectOption('Major outage')
        .then(() => undefined),
  },
  { path: corrections, button: 'Look at the new title' },
  {
    path: ({ incidents, private: { draftUpdate } }) => `/admin/incidents/${incidents.current}/updates/${draftUpdate}`,
    button: 'Look at the new words',
  },
  { path: () => '/admin/components', button: 'Add the component' },
  { path: () => '/admin/components', button: 'Add the group' },
  {
    path: () => '/admin/components',
    button: 'Save the group',
    prepare: async (page) => {
      await page.getByText('Change the group Shop').click()
      await page.getByRole('textbox', { name: 'Name of the group' }).first().fill('')
    },
  },
  { path: component, button: 'Save what customers read', prepare: (page) => fieldOf(page, 'Name').fill('') },
  {
    path: component,
    button: 'Save for the team',
    prepare: async (page) => {
      await page.getByText('Change what the team knows').click()
      await fieldOf(page, 'Link to the runbook').fill('wiki')
    },
  },
  { path: component, button: 'Archive the component' },
  { path: owedReport, button: 'Look, then publish' },
  {
    path: owedReport,
    button: 'Tell customers that no report is planned',
    prepare: (page) => page.getByText('Say that no report is planned').click(),
  },
  { path: owedReport, button: 'Add the action item' },
  {
    path: report,
    button: 'Save the action item',
    prepare: async (page) => {
      await page.getByText('Change or drop it').first().click()
      await fieldOf(page, 'What do you promise?').first().fill('')
    },
  },
  {
    path: report,
    button: 'Drop the action item',
    prepare: (page) => page.getByText('Change or drop it').first().click(),
  },
  { path: act('false-alarm'), button: 'Look, then mark it' },
  { path: ({ incidents }) => `/admin/incidents/${incidents.exportsSlow}/merge`, button: 'Look, then merge' },
  { path: act('impact'), button: 'Set the impact' },
  { path: act('lead'), button: 'Hand the pen over' },
  { path: () => '/admin/alerts', button: 'Make the address' },
  { path: () => '/admin/account', button: 'Set the password' },
  { path: ({ incidents }) => `/admin/incidents/${incidents.current}/customers`, button: 'Link it' },
  { path: () => '/admin/settings', button: 'Save the name', prepare: (page) => fieldOf(page, 'Name').fill('') },
  { path: () => '/admin/settings', button: 'Put the logo on the page' },
  {
    path: () => '/admin/settings',
    button: 'Save the accent colours',
    prepare: (page) => fieldOf(page, 'Accent on the light page').fill('#ffcc00'),
  },
  {
    path: () => '/admin/settings',
    button: 'Save the contact and links',
    prepare: (page) => fieldOf(page, 'E-mail of support (optional)').fill('support'),
  },
  {
    path: () => '/admin/settings',
    button: 'Save the usual promises',
    prepare: (page) =>
      page
        .getByRole('textbox', { name: /^Identified/ })
        .first()
        .fill('soon'),
  },
  { path: () => '/admin/people', button: 'Make the link' },
  {
    path: () => '/admin/people',
    button: 'Deactivate Dana Whitfield',
    prepare: async (page) => page.getByText('Deactivate…').first().click(),
  },
  {
    path: () => '/admin/settings',
    button: 'Save the rules of reports',
    prepare: (page) => fieldOf(page, 'Final report, in days').fill('0'),
  },
  { path: () => '/admin/settings/single-sign-on', button: 'Save the provider' },
  {
    path: () => '/admin/settings/words/update',
    button: 'Look, then save',
    prepare: (page) => fieldOf(page, 'Subject').fill('{{titel}}'),
  },
  { path: () => '/admin/subscribers', button: 'Add the subscriber' },
  { path: () => '/admin/subscribers', button: 'Look through the file' },
  { path: () => '/admin/tokens', button: 'Make the token' },
]

/** A form that is new must be named above, so that its mistakes are looked at too. */
async function expectKnownForms(page: Page, path: string): Promise<void> {
  const buttons = await page
    .locator('form button:first-of-type')
    .evaluateAll((found) => found.map((button) => button.getAttribute('aria-label') ?? button.textContent))
  const known = [...mistakes.map(({ button }) => button), 'Look, then save', 'Change the password', 'Sign in']
  const unknown = buttons.filter((words) => !known.includes(words) && !simple.some((form) => form.test(words)))
  expect(unknown, `forms of ${path} whose mistakes nobody looks at`).toEqual([])
}

async function expectMistake(page: Page): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: /\w/ }).first()).toBeFocused()
}

test('every form of the admin area after a mistake', async ({ page, sharedCandor, signIn }) => {
  await signIn(sharedCandor, page, 'dana@acme.example')
  for (const { path, button, prepare } of mistakes) {
    const name = `“${button}” on ${path(sharedCandor.story)}`
    await page.goto(sharedCandor.url + path(sharedCandor.story))
    await prepare?.(page)
    await page.getByRole('button', { name: button, exact: true }).first().click()
    await expectMistake(page)
    await expectAccessible(page, name)
  }
})

test('every look before something is published', async ({ page, sharedCandor, signIn }) => {
  const { url, story } = sharedCandor
  await signIn(sharedCandor, page, 'priya@acme.example')
  const look = async (path: string, prepare: () => Promise<void>, button = 'Look, then publish') => {
    await page.goto(url + path)
    await prepare()
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('heading', { name: /customers will see/i })).toBeFocused()
    await expectAccessible(page, `the look at ${path}`)
  }
  const title = () => page.getByRole('textbox', { name: 'What do customers see?' }).fill('Search is down')
  await look('/admin/incidents/new', title)
  await look('/admin/maintenance/new', title)
  const text = () => page.getByRole('textbox', { name: /^What do.* need to know\?$/ }).fill('It is found.')
  await look(`/admin/incidents/${story.incidents.current}`, text)
  await look(`/admin/incidents/${story.private.internalIncident}`, text, 'Look, then save')
  const worse = async () => {
    await page.getByLabel(/^How badly.*, line 1$/).selectOption('Major outage')
    await page.getByRole('textbox', { name: /^Why/ }).first().fill('no card is taken')
  }
  await look(corrections(story), worse, 'Look at the effect')
  await look(`/admin/incidents/${story.private.internalIncident}/publish`, () => Promise.resolve())
  const reason = () => page.getByRole('textbox', { name: 'Why was it none?' }).fill('Our check was at fault.')
  await look(act('false-alarm')(story), reason, 'Look, then mark it')
  const target = () => page.getByRole('radio', { name: 'Checkout refuses some card payments' }).check()
  await look(`/admin/incidents/${story.incidents.exportsSlow}/merge`, target, 'Look, then merge')
})
