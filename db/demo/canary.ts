import { accessPolicy, accessReviews, invitations, tries } from '#db/schema/access'
import { alertDeliveries, alertGroups, alertRules, alerts, alertSources } from '#db/schema/alerts'
import { componentGroups, componentOperations, components } from '#db/schema/components'
import { impactWindows } from '#db/schema/incidents'
import { formDrafts, formSubmissions } from '#db/schema/forms'
import { messageTemplates } from '#db/schema/messages'
import { announcementComponents, announcements, holds, notifications } from '#db/schema/outbox'
import { pageLogos, setupLinks } from '#db/schema/page'
import { accounts, people, rateLimits, sessions, twoFactors, verifications } from '#db/schema/people'
import { idempotencyKeys, incidentMetadata } from '#db/schema/programs'
import { accessWithdrawals, breakGlassOwners, singleSignOn, singleSignOnGroups } from '#db/schema/single-sign-on'
import { subscriberComponents, subscriberGroups, subscriberIncidents, subscribers } from '#db/schema/subscribers'
import { apiTokenComponents, apiTokens } from '#db/schema/tokens'
import type { Actor } from '#domain/actor'
import { recordAudit } from '#domain/audit'
import { readComponent } from '#domain/components/components'
import { write, type Db } from '#domain/database'
import { addInternalIncidents, addPrivatePartsOfPublicIncidents, type CanaryIncidents } from './canary-incidents.ts'
import { makeComponent, makeGroup, makePage } from './makers.ts'
import { markerOf, type Marker } from './marked-rows.ts'

const dayMs = 86_400_000
const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'

/** What stands in a canary database; a walker visits the public things, and asks for the private ones in vain. */
export interface Canary extends CanaryIncidents {
  publicSlug: string
  /** A hidden component's slug is its id, so that both carry the word. */
  hiddenSlugs: string[]
}

/**
 * Fills a database with everything that is private (internal incidents, drafts, hidden components,
 * people, customers, notes), each text of which carries `word`, beside public things that do not.
 * `word` is made of `[a-z0-9]` and stands nowhere else. Works beside the story, too.
 */
export function fillWithCanary(db: Db, word: string, now: number): Canary {
  return write(db, (tx) => {
    const begin = now - 200 * dayMs
    makePage(tx, {}, begin)
    tx.insert(pageLogos)
      .values({ row: 1, mediaType: 'image/svg+xml', bytes: Buffer.from(logo), updatedAt: begin })
      .run()
    const marker = markerOf(tx, word)
    const person = addPeople(marker, now)
    const group = makeGroup(tx, { name: 'Harbour' }, begin)
    const publicComponent = makeComponent(tx, { name: 'Ferry bookings', groupId: group }, begin)
    const hidden = addHiddenComponents(marker, group, begin)
    for (const componentId of [publicComponent, ...hidden]) {
      marker.insert(componentOperations, { componentId, criticality: 'wakes_somebody' })
    }
    const tokenId = addToken(marker, { word, createdById: person, now })
    for (const componentId of hidden) tx.insert(apiTokenComponents).values({ tokenId, componentId }).run()
    const scene = { tx, marker, person, publicComponent, hidden, now }
    const internal = addInternalIncidents(scene)
    const incidents = addPrivatePartsOfPublicIncidents(scene, internal)
    marker.insert(idempotencyKeys, { tokenId, status: 201, answeredAt: now })
    marker.insert(messageTemplates, { kind: 'update', version: 1, updatedAt: now })
    marker.insert(incidentMetadata, { incidentId: incidents.publicIncidents[0] ?? '' })
    recordMarked(tx, word, now)
    const [incidentId = ''] = incidents.internalIncidents
    addAlerts(marker, { word, createdById: person, componentId: publicComponent, incidentId, now })
    addSubscribers(marker, { componentId: publicComponent, groupId: group, incidentId, now })
    return { ...incidents, publicSlug: readComponent(tx, publicComponent)?.slug ?? '', hiddenSlugs: hidden }
  })
}

/** The audit log takes only what continues its chain. */
function recordMarked(tx: Db, word: string, now: number): void {
  const origin = { requestId: `${word} request`, address: `${word} address` }
  const actor: Actor = { kind: 'person', id: `${word} actor`, name: `${word} name`, role: 'owner', ...origin }
  const said = { body: `${word} text` }
  const entry = { action: `${word}.do`, subjectKind: word, subjectId: `${word} subject`, before: said, after: said }
  recordAudit(tx, actor, entry, now)
}

function addPeople(marker: Marker, now: number): string {
  const at = new Date(now)
  const later = new Date(now + dayMs)
  const dates = { createdAt: at, updatedAt: at }
  const userId = marker.insert(people, { role: 'responder', ...dates })
  marker.insert(sessions, { userId, expiresAt: later, ...dates })
  marker.insert(accounts, { userId, ...dates })
  marker.insert(verifications, { expiresAt: later, ...dates })
  marker.insert(formDrafts, { personId: userId, savedAt: now })
  marker.insert(formSubmissions, { personId: userId, submittedAt: now })
  marker.insert(rateLimits, { count: 3, lastRequest: now })
  marker.insert(twoFactors, { userId })
  marker.insert(invitations, { role: 'viewer', invitedById: userId, createdAt: now, expiresAt: now + dayMs })
  marker.insert(accessReviews, { confirmedById: userId, confirmedAt: now })
  marker.insert(accessPolicy, { row: 1, secondFactorFor: 'nobody', updatedAt: now })
  marker.insert(tries, { count: 3, endsAt: now + dayMs })
  marker.insert(accessWithdrawals, { personId: userId, withdrawnAt: now })
  marker.insert(breakGlassOwners, { personId: userId, markedAt: now })
  // The button's words are for strangers to read; nobody answers at that address.
  marker.insert(singleSignOn, { row: 1, issuer: 'http://127.0.0.1:9', label: 'Acme', updatedAt: now })
  marker.insert(singleSignOnGroups, { role: 'viewer' })
  marker.insert(setupLinks, { createdAt: now - 2 * dayMs, expiresAt: now - dayMs })
  return userId
}

function addToken(
  marker: Marker,
  { word, createdById, now }: { word: string; createdById: string; now: number },
): string {
  const life = { createdAt: now, expiresAt: now + dayMs }
  return marker.insert(apiTokens, {
    role: 'viewer',
    isLimited: true,
    scopes: JSON.stringify([word]),
    createdById,
    ...life,
  })
}

/** Hidden ones of each kind: with others in a group, alone in one, outside of any, archived, shown only if degraded. */
function addHiddenComponents(marker: Marker, publicGroup: string, begin: number): string[] {
  const dates = { createdAt: begin, updatedAt: begin }
  const ownGroup = marker.insert(componentGroups, { position: 8, ...dates })
  marker.insert(componentGroups, { position: 9, archivedAt: begin, ...dates })
  const kinds = [
    { groupId: publicGroup },
    { groupId: ownGroup },
    { groupId: null },
    { groupId: null, archivedAt: begin + dayMs },
    { groupId: null, onlyShownIfDegraded: true },
  ]
  return kinds.map((kind, index) => {
    const id = marker.insert(components, { position: index, startsAt: begin, hiddenAt: begin, ...kind, ...dates })
    marker.insert(impactWindows, { componentId: id, status: 'major_outage', startedAt: begin, startEnteredAt: begin })
    return id
  })
}

interface AlertedScene {
  word: string
  createdById: string
  componentId: string
  incidentId: string
  now: number
}

function addAlerts(marker: Marker, { word, createdById, componentId, incidentId, now }: AlertedScene): void {
  const sourceId = marker.insert(alertSources, { createdById, createdAt: now })
  const mapped = { componentId, status: 'major_outage', setsStatus: false }
  const matchers = JSON.stringify([{ label: 'service', operator: '=', value: word }])
  marker.insert(alertRules, { sourceId, position: 0, matchers, ...mapped, createdAt: now, updatedAt: now })
  const groupId = marker.insert(alertGroups, { sourceId, incidentId, createdAt: now })
  const labels = JSON.stringify({ service: word })
  marker.insert(alerts, { groupId, labels, startedAt: now, ...mapped, receivedAt: now })
  marker.insert(alertDeliveries, { sourceId, at: now, outcome: 'draft_opened', matched: 1, ignored: 0, incidentId })
}

interface SubscribedScene {
  componentId: string
  groupId: string
  incidentId: string
  now: number
}

function addSubscribers(marker: Marker, { componentId, groupId, incidentId, now }: SubscribedScene): void {
  const number = 1_000_000
  const life = { createdAt: now, confirmedAt: now, updatedAt: now }
  marker.insert(subscribers, { number, channel: 'email', audience: 'internal', coversPage: true, ...life })
  marker.insert(subscriberComponents, { subscriberNumber: number, componentId })
  marker.insert(subscriberGroups, { subscriberNumber: number, groupId })
  marker.insert(subscriberIncidents, { subscriberNumber: number, incidentId })
  const news = { kind: 'update', incidentId, audience: 'internal', isMaintenance: false, impact: 'major', isEnd: false }
  const done = { isQuiet: false, createdAt: now, lastSubscriber: number, handedOutTo: number, handedOutAt: now }
  marker.insert(announcements, { number, ...news, ...done })
  marker.insert(announcementComponents, { announcementNumber: number, componentId })
  const sent = { channel: 'email', createdAt: now, dueAt: now, sentAt: now }
  marker.insert(notifications, { subscriberNumber: number, announcementNumber: number, ...sent })
  marker.insert(holds, {
    reason: 'address',
    begunAt: now,
    askedAt: now,
    endedAt: now,
    decision: 'drop',
    settledAt: now,
  })
}
