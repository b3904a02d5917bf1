import { updateComponent } from '#domain/components/components'
import { renameIncident } from '#domain/corrections/title-corrections'
import type { Db } from '#domain/database'
import { DomainError } from '#domain/errors'
import { postUpdate } from '#domain/incidents/incident-updates'
import { openIncident } from '#domain/incidents/incidents'
import { markFalseAlarm } from '#domain/incidents/life/false-alarms'
import { setImpact as setImpactOf } from '#domain/incidents/life/impact-overrides'
import { mergeIncident } from '#domain/incidents/life/merges'
import { publishIncident } from '#domain/incidents/life/publications'
import { scheduleMaintenance } from '#domain/incidents/maintenances'
import type { Wanted } from '#domain/outbox/hearing-facts'
import type { HearingModel } from '#domain/outbox/hearing-model'
import { linkToken, type LinkUse } from '#domain/subscriptions/links'
import { quarantineSubscriber } from '#domain/subscriptions/recipients'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import {
  askByEmail,
  askToLeave as askToLeaveOf,
  changeSubscription,
  confirmSubscription,
  findByAddress,
  leave as leaveOf,
} from '#domain/subscriptions/subscribing'
import { incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import { terminal } from './actors.ts'
import { linkKey } from './subscribers.ts'

/** Where an act of the hearing's test happens. Each act does something and says it to the model, which says who hears of it. */
export interface Scene {
  db: Db
  model: HearingModel
  now: number
  /** So that every title and text is told apart from every other. */
  word: string
}

/** What a component may be held at, with how bad that is. */
export const heldRanks = { operational: 0, degraded_performance: 1, partial_outage: 2, major_outage: 3 }
export const impactRanks = { none: 0, minor: 1, major: 2, critical: 3 }
export type SomeImpact = keyof typeof impactRanks

const minuteMs = 60_000

/** An incident or a subscriber that is not there (yet): the act is refused like those that the domain refuses. */
export const nothingThere = new DomainError('not_found', 'there is no such thing yet')

/** Choices as a sequence draws them: incidents by their place among those that there are. */
export type Drawn = Omit<Wanted, 'incidentIds'> & { incidents: number[] }

export interface Held {
  part: string
  status: keyof typeof heldRanks
}

const changesOf = (held: readonly Held[]) => held.map(({ part, status }) => ({ componentId: part, status }))
const ranksOf = (held: readonly Held[]) => held.map(({ part, status }) => ({ part, rank: heldRanks[status] }))
const rankOf = (impact: SomeImpact | null) => (impact === null ? null : impactRanks[impact])

/** The team's own have names that end so. */
export const isOfTeam = (name: string): boolean => name.endsWith('(team)')
const emailOf = (name: string) => `${name.replace(/\W/g, '')}@example.com`

export function somebody({ db }: Scene, name: string) {
  const row = findByAddress(db, 'email', emailOf(name), isOfTeam(name) ? 'internal' : 'public')
  if (!row) throw nothingThere
  return { id: row.id, token: (use: LinkUse) => linkToken(linkKey, use, row) }
}

export function troubleAt({ model }: Scene, at: number) {
  const all = [...model.troubles.values()]
  const found = all[at % Math.max(1, all.length)]
  if (!found) throw nothingThere
  return found
}

function choicesOf(scene: Scene, { incidents, ...drawn }: Drawn): Wanted {
  return { ...drawn, incidentIds: [...new Set(incidents.map((at) => troubleAt(scene, at).id))] }
}

/** Somebody asks for news; whoever is of the team is set up by it. */
export function ask(scene: Scene, name: string, drawn: Drawn): string[] {
  const { db, model, now } = scene
  const choices = choicesOf(scene, drawn)
  if (isOfTeam(name)) {
    // Who is there already would be given an incident more, which another test looks at.
    if (findByAddress(db, 'email', emailOf(name), 'internal')) throw nothingThere
    return model.add(addSubscriber(db, terminal, { email: emailOf(name), audience: 'internal', choices }, now), choices)
  }
  askByEmail(db, { email: emailOf(name), choices }, {}, now)
  return model.ask(somebody(scene, name).id, choices)
}

export function sayYes(scene: Scene, name: string): string[] {
  const { id, token } = somebody(scene, name)
  confirmSubscription(scene.db, linkKey, token('confirm'), {}, scene.now)
  return scene.model.sayYes(id)
}

export function change(scene: Scene, name: string, drawn: Drawn): string[] {
  const { id, token } = somebody(scene, name)
  const choices = choicesOf(scene, drawn)
  changeSubscription(scene.db, linkKey, { token: token('manage'), choices }, {}, scene.now)
  return scene.model.change(id, choices)
}

export function askToLeave(scene: Scene, name: string): string[] {
  const { id, token } = somebody(scene, name)
  askToLeaveOf(scene.db, linkKey, token('manage'), {}, scene.now)
  return scene.model.askToLeave(id)
}

export function leave(scene: Scene, name: string): string[] {
  const { id, token } = somebody(scene, name)
  leaveOf(scene.db, linkKey, { use: 'unsubscribe', token: token('unsubscribe') }, {}, scene.now)
  return scene.model.leave(id)
}

/** The address refuses what comes. */
export function refuse(scene: Scene, name: string): string[] {
  const { id } = somebody(scene, name)
  quarantineSubscriber(scene.db, terminal, { id, reason: '550 no such user' }, scene.now)
  return scene.model.refuse(id)
}

export interface Opening {
  isInternal: boolean
  isQuiet: boolean
  held: Held[]
  impact: SomeImpact | null
}

export function open({ db, model, now, word }: Scene, { isInternal, isQuiet, held, impact }: Opening): string[] {
  const override = impact === null ? {} : { impactOverride: impact }
  const id = openIncident(
    db,
    terminal,
    { title: word, isInternal, isQuiet, components: changesOf(held), ...override },
    now,
  )
  model.open(id, { isInternal, byHand: rankOf(impact) })
  return model.post(id, { isOver: false, held: ranksOf(held), isQuiet })
}

export function plan({ db, model, now, word }: Scene, parts: string[]): string[] {
  const times = { scheduledFor: now + 10 * minuteMs, scheduledUntil: now + 70 * minuteMs }
  return model.plan(scheduleMaintenance(db, terminal, { title: word, componentIds: parts, ...times }, now), parts)
}

export interface Posting {
  status: number
  isQuiet: boolean
  held: Held[]
}

export function post(scene: Scene, at: number, { status: which, isQuiet, held }: Posting): string[] {
  const { id, isMaintenance } = troubleAt(scene, at)
  const statuses = isMaintenance ? maintenanceStatuses : incidentStatuses
  const status = statuses[which % statuses.length] ?? 'resolved'
  const update = { incidentId: id, status, body: scene.word, isQuiet, components: changesOf(held) }
  postUpdate(scene.db, terminal, update, scene.now)
  const isOver = ['resolved', 'completed', 'cancelled'].includes(status)
  return scene.model.post(id, { isOver, held: ranksOf(held), isQuiet })
}

export function correct(scene: Scene, at: number, isMinor: boolean): string[] {
  const { id: incidentId } = troubleAt(scene, at)
  const input = { incidentId, title: scene.word, isMinor, reason: 'it was all of them' }
  renameIncident(scene.db, terminal, input, scene.now)
  return scene.model.correct(incidentId, isMinor)
}

export function setImpact(scene: Scene, at: number, impact: SomeImpact | null): string[] {
  const { id: incidentId } = troubleAt(scene, at)
  setImpactOf(scene.db, terminal, { incidentId, impact, reason: 'it is' }, scene.now)
  return scene.model.setImpact(incidentId, rankOf(impact))
}

export function publish(scene: Scene, at: number, isQuiet: boolean): string[] {
  const { id: incidentId } = troubleAt(scene, at)
  publishIncident(scene.db, terminal, { incidentId, isQuiet }, scene.now)
  return scene.model.publish(incidentId, isQuiet)
}

export function findFalse(scene: Scene, at: number): string[] {
  const { id: incidentId } = troubleAt(scene, at)
  markFalseAlarm(scene.db, terminal, { incidentId, reason: scene.word }, scene.now)
  return scene.model.findFalse(incidentId)
}

export function merge(scene: Scene, at: number, into: number): string[] {
  const [incidentId, intoId] = [troubleAt(scene, at).id, troubleAt(scene, into).id]
  mergeIncident(scene.db, terminal, { incidentId, intoId }, scene.now)
  return scene.model.merge(incidentId, intoId)
}

/** Hides a component from customers, or shows it again. */
export function hideOrShow(
  { db, model, now }: Scene,
  { id, name, groupId }: { id: string; name: string; groupId: string | null },
): string[] {
  const isHidden = !model.hidden.has(id)
  updateComponent(db, terminal, id, { name, groupId, isHidden }, now)
  if (isHidden) model.hidden.add(id)
  else model.hidden.delete(id)
  return []
}
