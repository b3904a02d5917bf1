import { eq } from 'drizzle-orm'
import { page } from '#db/schema/page'
import type { Actor } from '#domain/actor'
import { createGroup } from '#domain/components/component-groups'
import { createComponent } from '#domain/components/components'
import { write, type Db } from '#domain/database'
import { postUpdate } from '#domain/incidents/incident-updates'
import { openIncident } from '#domain/incidents/incidents'
import { markFalseAlarm } from '#domain/incidents/life/false-alarms'
import { scheduleMaintenance } from '#domain/incidents/maintenances'
import type { ComponentStatus } from '#domain/status'
import { addTeam, type Team } from './actors.ts'
import { makePage } from './makers.ts'
import { pastIncidents, type StoryComponent, type StoryIncident, type StoryUpdate } from './past-incidents.ts'
import { tellPrivateThings, type PrivateThings } from './private-things.ts'
import { moveStart, rewordUpdate } from './records.ts'
import { tellReports, type ReportedIncident } from './story-reports.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

type Ids<Name extends string> = Record<Name, string>

/** What the story made, by name, so that a test can ask for it. */
export interface Story {
  team: Team
  components: Ids<StoryComponent>
  /** Ended ones by the names in past-incidents.ts, besides `falseAlarm` and `current`. */
  incidents: Ids<string> & Ids<'current' | 'falseAlarm' | 'exportsSlow' | 'searchGaps' | ReportedIncident>
  maintenances: Ids<'completed' | 'planned'>
  /** What no public surface may show. */
  private: PrivateThings
}

/**
 * Tells the demo's story into a database: a shop's status page with 90 days behind it and an
 * incident in progress, all relative to `now`. The demo, unit tests and e2e share it.
 */
export function tellStory(db: Db, now: number): Story {
  return write(db, (tx) => {
    const begin = now - 400 * dayMs
    makePage(tx, {}, begin)
    tx.update(page)
      .set({ name: 'Acme Status', timeZone: 'Etc/UTC', description: 'How Acme’s shop and platform are doing.' })
      .where(eq(page.row, 1))
      .run()
    const team = addTeam(tx, begin)
    const components = addComponents(tx, team.dana, begin, now - 34 * dayMs)
    const incidents = Object.fromEntries(
      pastIncidents.map((past) => [past.name, tellIncident(tx, team, components, past, startOf(past, now))]),
    )
    const falseAlarm = tellFalseAlarm(tx, team, components, now - 12 * dayMs)
    const maintenances = tellMaintenances(tx, team, components, now)
    const current = tellCurrent(tx, team, components, now)
    const named = incidents as Ids<'exportsSlow' | 'searchGaps' | ReportedIncident>
    tellReports(tx, team, named, now)
    rewordUpdate(
      tx,
      team.priya,
      { incidentId: named.exportsSlow, find: '30 minutes', replacement: '40 minutes', reason: 'we measured again' },
      now - 8 * dayMs,
    )
    const logs = 'the first lost messages were found in the logs'
    moveStart(tx, team.dana, named.textMessagesLost, -13 * minuteMs, logs, now - 25 * dayMs)
    return {
      team,
      components,
      incidents: { ...incidents, ...named, falseAlarm, current },
      maintenances,
      private: tellPrivateThings(tx, team, { components, current }, now),
    }
  })
}

function addComponents(tx: Db, dana: Actor, begin: number, chatBegin: number): Ids<StoryComponent> {
  const add = (name: string, groupId: string | null, description = '', at = begin) =>
    createComponent(tx, dana, { name, groupId, description }, at)
  const shop = createGroup(tx, dana, { name: 'Shop' }, begin)
  const platform = createGroup(tx, dana, { name: 'Platform', description: 'For those who build on Acme.' }, begin)
  const messages = createGroup(tx, dana, { name: 'Messages' }, begin)
  return {
    website: add('Website', null, 'acme.example and its help pages'),
    checkout: add('Checkout', shop, 'Baskets, payments by card and by invoice'),
    search: add('Search', shop),
    catalogue: add('Catalogue', shop, 'Products, prices and stock'),
    accounts: add('Customer accounts', shop),
    api: add('API', platform, 'REST API, version 3'),
    webhooks: add('Webhooks', platform),
    signIn: add('Sign-in', platform),
    dataExport: add('Data export', platform, 'Nightly and on demand'),
    email: add('E-mail', messages, 'Confirmations and password links'),
    textMessages: add('Text messages', messages),
    supportChat: add('Support chat', messages, 'Weekdays from 8 to 18', chatBegin),
  }
}

/** Incidents begin at different hours, so that the history does not look drawn with a ruler. */
function startOf(past: StoryIncident, now: number): number {
  // By day: what began late in the evening would end on the next day, which is another story.
  const evening = Math.floor(now / dayMs) * dayMs + 18 * hourMs
  return Math.min(now, evening) - past.daysAgo * dayMs + ((past.daysAgo * 37) % 11) * 13 * minuteMs
}

function tellIncident(tx: Db, team: Team, components: Ids<StoryComponent>, past: StoryIncident, at: number): string {
  const [first, ...rest] = past.updates
  const by = team[past.by]
  const { title } = past
  if (first.status === 'resolved') throw new Error('an incident does not open resolved')
  const opening = { title, status: first.status, body: first.body, components: changes(components, first.components) }
  const incidentId = openIncident(tx, by, opening, at)
  for (const update of rest) post(tx, by, components, incidentId, update, at)
  return incidentId
}

function post(
  tx: Db,
  by: Actor,
  components: Ids<StoryComponent>,
  incidentId: string,
  { after, status, body, components: changed }: StoryUpdate,
  at: number,
): string {
  return postUpdate(
    tx,
    by,
    { incidentId, status, body, components: changes(components, changed) },
    at + after * minuteMs,
  )
}

function changes(components: Ids<StoryComponent>, changed: StoryUpdate['components'] = {}) {
  const entries = Object.entries(changed) as [StoryComponent, ComponentStatus][]
  return entries.map(([name, status]) => ({ componentId: components[name], status }))
}

function tellFalseAlarm(tx: Db, team: Team, components: Ids<StoryComponent>, at: number): string {
  const incidentId = tellIncident(
    tx,
    team,
    components,
    {
      name: 'falseAlarm',
      title: 'Sign-in may be failing',
      daysAgo: 12,
      by: 'priya',
      updates: [
        {
          after: 0,
          status: 'investigating',
          body: 'Our checks report that sign-in fails. We are finding out whether it does for you.',
          components: { signIn: 'partial_outage' },
        },
      ],
    },
    at,
  )
  const reason = 'Sign-in worked all the time. Our own check was at fault: it used an expired account.'
  markFalseAlarm(tx, team.priya, { incidentId, reason }, at + 16 * minuteMs)
  return incidentId
}

function tellMaintenances(tx: Db, team: Team, components: Ids<StoryComponent>, now: number) {
  const begin = now - 20 * dayMs
  const completed = scheduleMaintenance(
    tx,
    team.priya,
    {
      title: 'Planned work on customer accounts',
      body: 'Customer accounts can be read but not changed for up to 90 minutes. Orders go on as usual.',
      componentIds: [components.accounts],
      scheduledFor: begin,
      scheduledUntil: begin + 90 * minuteMs,
    },
    begin - 5 * dayMs,
  )
  const held = changes(components, { accounts: 'under_maintenance' })
  const started = { incidentId: completed, status: 'in_progress', components: held } as const
  postUpdate(tx, team.priya, started, begin)
  const ended = { incidentId: completed, status: 'completed', body: 'Customer accounts can be changed again.' } as const
  postUpdate(tx, team.priya, ended, begin + 70 * minuteMs)
  const plannedFor = Math.ceil((now + 2 * dayMs) / hourMs) * hourMs
  const planned = scheduleMaintenance(
    tx,
    team.priya,
    {
      title: 'API and webhooks move to new machines',
      body: 'The API answers more slowly for up to two hours, and webhooks wait. None is lost. You need not change anything.',
      componentIds: [components.api, components.webhooks],
      scheduledFor: plannedFor,
      scheduledUntil: plannedFor + 2 * hourMs,
    },
    now - 3 * dayMs,
  )
  return { completed, planned }
}

/** Checkout's partial outage: told 21 minutes ago, understood 6 minutes ago, the next update promised. */
function tellCurrent(tx: Db, team: Team, components: Ids<StoryComponent>, now: number): string {
  const opening = {
    title: 'Checkout refuses some card payments',
    body: 'Checkout refuses about one card payment in three. Paying by invoice works. If a payment fails, your basket is kept and you are not charged.',
    components: changes(components, { checkout: 'partial_outage' }),
  }
  const incidentId = openIncident(tx, team.priya, opening, now - 21 * minuteMs)
  const found = {
    incidentId,
    status: 'identified',
    body: 'Cards of one bank are refused by our payment provider. We are sending them through the second provider. Paying by invoice works.',
  } as const
  postUpdate(tx, team.priya, found, now - 6 * minuteMs)
  return incidentId
}
