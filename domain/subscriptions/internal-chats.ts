import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '#db/schema/subscribers'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { choicesInput, type ChoicesInput } from './choices.ts'
import { hookTarget } from './hook-targets.ts'
import { findByHash, insertHook } from './hooks.ts'
import { withoutEnded } from './incident-endings.ts'
import { refuseUnknown, writeChoices } from './subscriber-record.ts'
import type { Vault } from './vault.ts'

const internalChat = z.object({
  url: hookTarget.refine(
    ({ channel }) => channel !== 'webhook',
    'This is no chat’s address. Give the incoming webhook of Slack, Discord or Microsoft Teams.',
  ),
})

export interface NewInternalChat {
  /** The address of the chat's incoming webhook. */
  url: string
  choices: ChoicesInput
}

/**
 * Adds a chat of the team, which hears of internal incidents too, before the public does. The team's word is
 * enough: the chat is not asked. Returns the subscriber's id. Throws `forbidden` below responder, `invalid`,
 * and `conflict` for a chat that is there already.
 */
export function addInternalChat(
  db: Db,
  actor: Actor,
  { vault, ...rawInput }: NewInternalChat & { vault: Vault },
  now: number,
): string {
  mustAct(actor, 'responder')
  const { url: target } = internalChat.parse(rawInput)
  const choices = { ...choicesInput.parse(rawInput.choices), cadence: 'as_it_happens' as const }
  return write(db, (tx) => {
    refuseUnknown(tx, choices, 'internal')
    withoutEnded(tx, choices, [], now)
    if (findByHash(tx, target, 'internal')) {
      throw new DomainError('conflict', 'This chat is there already. Look for it in the list.', 'url')
    }
    const row = insertHook(tx, vault, { target, contact: null, audience: 'internal', source: 'the team' }, now)
    tx.update(subscribers).set({ confirmedAt: now }).where(eq(subscribers.number, row.number)).run()
    writeChoices(tx, row, choices, now)
    const after = { channel: target.channel, audience: 'internal', choices }
    recordAudit(tx, actor, { action: 'subscriber.add', subjectKind: 'subscriber', subjectId: row.id, after }, now)
    return row.id
  })
}
