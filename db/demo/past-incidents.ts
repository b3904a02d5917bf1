import type { ComponentStatus, IncidentStatus } from '#domain/status'

/** The components of the story, by the name that its incidents call them. */
export type StoryComponent =
  | 'website'
  | 'checkout'
  | 'search'
  | 'catalogue'
  | 'accounts'
  | 'api'
  | 'webhooks'
  | 'signIn'
  | 'dataExport'
  | 'email'
  | 'textMessages'
  | 'supportChat'

export interface StoryUpdate {
  /** Minutes after the incident began. */
  after: number
  status: IncidentStatus
  body: string
  components?: Partial<Record<StoryComponent, ComponentStatus>>
}

export interface StoryIncident {
  name: string
  title: string
  daysAgo: number
  by: 'dana' | 'priya'
  /** The first one opens the incident, the last one resolves it. */
  updates: [StoryUpdate, ...StoryUpdate[]]
}

/** What went wrong at Acme in the last 90 days, oldest first: minor, major and critical, short and long. */
export const pastIncidents: StoryIncident[] = [
  {
    name: 'searchEmpty',
    title: 'Search finds nothing',
    daysAgo: 82,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Search returns no results for any word. You can still browse the catalogue by category.',
        components: { search: 'major_outage' },
      },
      {
        after: 22,
        status: 'identified',
        body: 'The search index is empty after today’s release. We are loading it again from last night’s copy.',
      },
      {
        after: 41,
        status: 'monitoring',
        body: 'Search finds products again. Products added today are still missing.',
        components: { search: 'degraded_performance' },
      },
      { after: 77, status: 'resolved', body: 'Search is complete again, today’s products included.' },
    ],
  },
  {
    name: 'webhooksLate',
    title: 'Webhooks arrive late',
    daysAgo: 71,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Webhooks arrive 10 to 40 minutes late. None is lost: each one is waiting to be sent.',
        components: { webhooks: 'degraded_performance' },
      },
      {
        after: 35,
        status: 'identified',
        body: 'One very large import fills the line that webhooks wait in. We are giving it a line of its own.',
      },
      {
        after: 150,
        status: 'monitoring',
        body: 'New webhooks arrive within seconds. The late ones are being sent now.',
      },
      { after: 190, status: 'resolved', body: 'Every late webhook has been sent. New ones arrive within seconds.' },
    ],
  },
  {
    name: 'signInFails',
    title: 'Sign-in fails for one account in five',
    daysAgo: 63,
    by: 'dana',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Sign-in answers “try again later” for about one account in five. If you are signed in, stay signed in: nothing else is affected.',
        components: { signIn: 'partial_outage', accounts: 'degraded_performance' },
      },
      {
        after: 14,
        status: 'identified',
        body: 'One of five sign-in servers refuses every request. We are taking it out.',
      },
      { after: 38, status: 'resolved', body: 'Sign-in works for every account. You need not change your password.' },
    ],
  },
  {
    name: 'emailLate',
    title: 'E-mails arrive up to an hour late',
    daysAgo: 41,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'identified',
        body: 'Order confirmations and password links arrive up to an hour late. Our e-mail provider slows us down; we are moving to the second one.',
        components: { email: 'degraded_performance' },
      },
      {
        after: 60,
        status: 'identified',
        body: 'Half of all e-mails leave through the second provider and arrive at once.',
      },
      {
        after: 170,
        status: 'monitoring',
        body: 'All e-mails leave through the second provider. The late ones are on their way.',
      },
      { after: 300, status: 'resolved', body: 'E-mails arrive within a minute. Every late one has been delivered.' },
    ],
  },
  {
    name: 'oldPrices',
    title: 'Catalogue shows yesterday’s prices',
    daysAgo: 33,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'identified',
        body: 'The catalogue shows yesterday’s prices. Checkout uses today’s, so look there before you pay.',
        components: { catalogue: 'degraded_performance' },
      },
      {
        after: 125,
        status: 'resolved',
        body: 'The catalogue shows today’s prices again. No order was charged a wrong price.',
      },
    ],
  },
  {
    name: 'textMessagesLost',
    title: 'Text messages don’t reach one phone network',
    daysAgo: 26,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Text messages to Northcell numbers don’t arrive. To sign in, choose “Send an e-mail instead”.',
        components: { textMessages: 'partial_outage' },
      },
      {
        after: 30,
        status: 'investigating',
        body: 'Northcell confirms the fault on its side. E-mail codes go on working.',
      },
      {
        after: 80,
        status: 'resolved',
        body: 'Text messages reach Northcell numbers again. Old codes have expired; ask for a new one.',
      },
    ],
  },
  {
    name: 'cardsRefused',
    title: 'Checkout refuses all payments',
    daysAgo: 17,
    by: 'dana',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Checkout refuses every payment, by card and by invoice. Your basket is kept; you are not charged.',
        components: { checkout: 'major_outage', api: 'partial_outage' },
      },
      { after: 9, status: 'investigating', body: 'Still every payment. Orders through the API fail in the same way.' },
      {
        after: 18,
        status: 'identified',
        body: 'A certificate that payments depend on has expired. We are replacing it.',
      },
      {
        after: 52,
        status: 'monitoring',
        body: 'Payments go through again. We are watching for an hour.',
        components: { checkout: 'degraded_performance', api: 'operational' },
      },
      { after: 112, status: 'resolved', body: 'Checkout takes all payments. Nobody was charged twice.' },
    ],
  },
  {
    name: 'exportsSlow',
    title: 'Data exports take longer than usual',
    daysAgo: 9,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Data exports take about 30 minutes in place of 5. They do complete.',
        components: { dataExport: 'degraded_performance' },
      },
      { after: 95, status: 'resolved', body: 'Data exports take 5 minutes again.' },
    ],
  },
  {
    name: 'searchGaps',
    title: 'Search misses products added today',
    daysAgo: 4,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'investigating',
        body: 'Search doesn’t find products that were added in the last three hours. Their own pages work.',
        components: { search: 'degraded_performance' },
      },
      { after: 50, status: 'resolved', body: 'Search finds today’s products.' },
      {
        after: 85,
        status: 'identified',
        body: 'Search misses new products again. The first repair held for half an hour only.',
        components: { search: 'degraded_performance' },
      },
      { after: 160, status: 'resolved', body: 'Search finds today’s products, and has done so for an hour.' },
    ],
  },
  {
    name: 'websiteSlow',
    title: 'Website is slow',
    daysAgo: 2,
    by: 'priya',
    updates: [
      {
        after: 0,
        status: 'monitoring',
        body: 'Pages of the website took up to 8 seconds. They are fast again, and we are watching.',
        components: { website: 'degraded_performance' },
      },
      { after: 25, status: 'resolved', body: 'The website answers in under a second.' },
    ],
  },
]
