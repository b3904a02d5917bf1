import type { Actor, Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { changeMessageTemplate } from '#domain/messages/message-templates'
import { readPage } from '#domain/page'
import { removeLogo, replaceLogo } from '#domain/page/logos'
import { updatePageSettings } from '#domain/page/settings'
import { linkCustomer, markNotTold, markTold, unlinkCustomer } from '#domain/support/customer-links'
import { makeCustomerLink, makeLogo } from './makers.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface DeskIds {
  page: string
  incident: string
  link: string
  toldLink: string
}

interface DeskWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: DeskIds) => void
  subject: (ids: DeskIds) => string
}

/** What the writes below need: a logo, and two linked customers, one of whom was told. */
export function deskScene(db: Db, incidentId: string, now: number): Omit<DeskIds, 'incident'> {
  makeLogo(db, now)
  const toldLink = makeCustomerLink(db, { incidentId, reference: 'ACME-2' }, now)
  markTold(db, { kind: 'command', name: 'candor', role: 'owner' }, toldLink, now)
  return { page: readPage(db).id, link: makeCustomerLink(db, { incidentId }, now), toldLink }
}

/** The writes about the page's settings and support's customers, for the list of all in domain/writes.test.ts, at its `now`. */
export const deskWrites: DeskWrite[] = [
  {
    write: updatePageSettings,
    needs: 'owner',
    action: 'page.update',
    run: (db, actor) => updatePageSettings(db, actor, { name: 'Harbour Status', seenAt: now - 1 }, now),
    subject: (ids) => ids.page,
  },
  {
    write: changeMessageTemplate,
    needs: 'owner',
    action: 'message_template.change',
    run: (db, actor) =>
      changeMessageTemplate(
        db,
        actor,
        { kind: 'update', subject: '{{state}}: {{title}}', opening: '', closing: '', seen: 0 },
        now,
      ),
    subject: () => 'update',
  },
  {
    write: replaceLogo,
    needs: 'owner',
    action: 'page_logo.replace',
    run: (db, actor) => replaceLogo(db, actor, { logo: new Uint8Array([0xff, 0xd8, 0xff]) }, now),
    subject: (ids) => ids.page,
  },
  {
    write: removeLogo,
    needs: 'owner',
    action: 'page_logo.remove',
    run: (db, actor) => removeLogo(db, actor, now),
    subject: (ids) => ids.page,
  },
  {
    write: linkCustomer,
    needs: 'support',
    action: 'customer_link.create',
    run: (db, actor, { incident }) => void linkCustomer(db, actor, { incidentId: incident, reference: 'ACME-9' }, now),
    subject: (ids) => ids.incident,
  },
  {
    write: unlinkCustomer,
    needs: 'support',
    action: 'customer_link.delete',
    run: (db, actor, { link }) => unlinkCustomer(db, actor, link, now),
    subject: (ids) => ids.incident,
  },
  {
    write: markTold,
    needs: 'support',
    action: 'customer_link.mark_told',
    run: (db, actor, { link }) => markTold(db, actor, link, now),
    subject: (ids) => ids.incident,
  },
  {
    write: markNotTold,
    needs: 'support',
    action: 'customer_link.mark_not_told',
    run: (db, actor, { toldLink }) => markNotTold(db, actor, toldLink, now),
    subject: (ids) => ids.incident,
  },
]
