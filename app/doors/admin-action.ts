import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection, setAnswerHead, type Connection } from '#db/connection'
import type { Actor } from '#domain/actor'
import type { Db } from '#domain/database'
import { deleteDraft } from '#domain/forms/drafts'
import { submitOnce } from '#domain/forms/submissions'
import { textOf } from './forms/form-fields.ts'
import { localPath } from './local-path.ts'
import { draftField, idle, keyField, saidFields, typedValues, type FormState, type Stale } from './forms/form-state.ts'
import { problemOf } from './problems.ts'
import { requireRecentAuthentication } from './recent-authentication.ts'
import { withRetry } from './retry.ts'
import { actingSession } from './session.ts'

export interface ActionContext {
  /** A transaction: what the action does and what it answers are written together, once for each form that is shown. */
  db: Db
  actor: Extract<Actor, { kind: 'person' }>
  now: number
}

export type ActionResult<Data> =
  /** Something was done; go on there. */
  | { redirectTo: string }
  /** Something was done; the same page is shown anew. Without scripts the anchor in the path gets the focus. */
  | { stayAt: string }
  /** Something was done, and the form says what. */
  | { message: string; data?: Data }
  /** Something was made that is shown this once and kept nowhere; the same form sent again shows `later` alone. */
  | { message: string; once: Data; later: string }
  /** Something was done that the form alone shows: the page stays as it is. */
  | { saved: Data }
  /** Nothing was done; the form shows these next, what was found out, and `stale` where others did something meanwhile. */
  | { values: Record<string, string[]>; data: Data | null; message?: string; stale?: Stale }

export interface ActionOptions {
  /** Whether it must be known, as of the last 15 minutes, who sits there: for people, tokens, restoring, deleting. */
  isDangerous?: boolean
}

export type FormAction<Data = null> = (previous: FormState<Data>, form: FormData) => Promise<FormState<Data>>

/**
 * Builds a server action of the admin area: whoever acts is signed in, the domain validates and
 * checks the role, its errors come back beside their fields, and what was typed is kept. A lock that
 * another writer holds is waited for. The same form sent again (a double click, a reload after a
 * timeout) is done once and answered as before.
 */
export function adminAction<Data = null>(
  act: (context: ActionContext, form: FormData) => ActionResult<Data>,
  { isDangerous = false }: ActionOptions = {},
): FormAction<Data> {
  return async (_previous, form) =>
    answer(form, async (db) => {
      const session = await actingSession()
      if (!session) return 'signed_out'
      if (isDangerous) requireRecentAuthentication(session, Date.now())
      const { actor } = session
      const submission = { key: textOf(form, keyField), personId: actor.id, fields: saidFields(form) }
      const run = (tx: Db, now: number): ActionResult<Data> => {
        const result = act({ db: tx, actor, now }, form)
        if (isDone(result)) deleteDraft(tx, actor.id, { form: textOf(form, draftField), key: submission.key }, now)
        return result
      }
      return withRetry(() => {
        const now = Date.now()
        return submitOnce(db, submission, (tx) => run(tx, now), { isDone, keep: withoutSecret }, now)
      })
    })
}

/**
 * Builds a server action for whoever is not signed in (sign-in, setup), or whose work is asynchronous
 * (passwords, sessions). It takes more than one step, so it waits for locks by itself, step by step.
 */
export function openAction<Data = null>(
  act: (request: { db: Connection; headers: Headers; now: number }, form: FormData) => Promise<ActionResult<Data>>,
): FormAction<Data> {
  return async (_previous, form) =>
    answer<Data>(form, async (db) => {
      const requestHeaders = await headers()
      return act({ db, headers: requestHeaders, now: Date.now() }, form)
    })
}

function withoutSecret<Data>(result: ActionResult<Data>): ActionResult<Data> {
  return 'once' in result ? { message: result.later } : result
}

function isDone(result: ActionResult<unknown>): boolean {
  return !('values' in result)
}

async function answer<Data>(
  form: FormData,
  act: (db: Connection) => Promise<ActionResult<Data> | 'signed_out'>,
): Promise<FormState<Data>> {
  const state: FormState<Data> = { ...idle(typedValues(form)), status: 'ok', isSpent: true }
  const requestHeaders = await headers()
  const hasScripts = requestHeaders.has('next-action')
  let result: ActionResult<Data> | 'signed_out'
  try {
    result = await act(connection())
  } catch (error) {
    const requestId = requestHeaders.get('x-request-id')
    const { head, ...problem } = problemOf(error, requestId)
    if (head && requestId) setAnswerHead(requestId, head)
    return { ...state, status: 'error', isSpent: false, ...problem }
  }
  if (result === 'signed_out') {
    // The edge shows what was typed, because without scripts the sign-in page takes the form's place.
    if (!hasScripts) redirect(`/admin/sign-in?next=${encodeURIComponent(pathOf(requestHeaders.get('referer')))}`)
    const message =
      'You are signed out. Sign in in another tab, then press the button again: what you typed is still here.'
    return { ...state, status: 'error', isSpent: false, message }
  }
  if ('redirectTo' in result) {
    // For a redirect in answer to scripts Next would fetch the page over TCP, where it does not listen.
    if (!hasScripts) redirect(result.redirectTo)
    return { ...state, goTo: result.redirectTo }
  }
  if ('stayAt' in result) {
    if (!hasScripts) redirect(result.stayAt)
    refresh()
    return state
  }
  if ('once' in result) {
    refresh()
    return { ...state, message: result.message, data: result.once }
  }
  if ('message' in result) {
    refresh()
    return { ...state, message: result.message, data: result.data ?? null }
  }
  if ('saved' in result) return { ...state, data: result.saved }
  return { ...state, isSpent: false, ...result }
}

function pathOf(referrer: string | null): string {
  return localPath(referrer && URL.canParse(referrer) ? new URL(referrer).pathname : null)
}
