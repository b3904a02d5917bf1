import { teamPost } from '#app/doors/team-post'
import { draftInput, saveDraft } from '#domain/forms/drafts'

export const dynamic = 'force-dynamic'

/** Keeps what somebody is typing, for themselves alone. */
export const POST = teamPost(draftInput, ({ db, session, now }, input) => ({
  state: saveDraft(db, session.actor.id, input, now),
  savedAt: now,
}))
