import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection, type Connection } from '#db/connection'
import type { Actor } from '#domain/actor'
import { typedValues, type FormState } from './form-state.ts'
import { problemOf } from './problems.ts'
import { withRetry } from './retry.ts'
import { currentSession } from './session.ts'

export interface ActionContext {
  db: Connection
  actor: Extract<Actor, { kind: 'person' }>
  now: number
}

/** Where to go after an action, or what the form shows next. */
export type ActionResult<Data> = { redirectTo: string } | { message?: string; data?: Data }

export type FormAction<Data = null> = (previous: FormState<Data>, form: FormData) => Promise<FormState<Data>>

/**
 * Builds a server action of the admin area: whoever acts is signed in, the domain validates and
 * checks the role, its errors come back beside their fields, and what was typed is kept. A lock that
 * another writer holds is waited for.
 */
export function adminAction<Data = null>(
  act: (context: ActionContext, form: FormData) => ActionResult<Data>,
): FormAction<Data> {
  return async (_previous, form) => {
    const values = typedValues(form)
    const requestId = (await headers()).get('x-request-id')
    let result: ActionResult<Data>
    try {
      const session = await currentSession()
      if (!session)
        return refused(
          values,
          'You are signed out. Sign in in another tab, then press the button again: what you typed is still here.',
        )
      result = await withRetry(() => act({ db: connection(), actor: session.actor, now: Date.now() }, form))
    } catch (error) {
      return { status: 'error', ...problemOf(error, requestId), values, data: null }
    }
    if ('redirectTo' in result) redirect(result.redirectTo)
    return { status: 'ok', message: result.message ?? null, errors: {}, values, data: result.data ?? null }
  }
}

/** Builds a server action for whoever is not signed in (sign-in, setup), or whose work is asynchronous (passwords, sessions). */
export function openAction(
  act: (request: { db: Connection; headers: Headers; now: number }, form: FormData) => Promise<ActionResult<null>>,
): FormAction {
  return async (_previous, form) => {
    const values = typedValues(form)
    const requestHeaders = await headers()
    let result: ActionResult<null>
    try {
      result = await act({ db: connection(), headers: requestHeaders, now: Date.now() }, form)
    } catch (error) {
      return { status: 'error', ...problemOf(error, requestHeaders.get('x-request-id')), values, data: null }
    }
    if ('redirectTo' in result) redirect(result.redirectTo)
    return { status: 'ok', message: result.message ?? null, errors: {}, values, data: null }
  }
}

function refused<Data>(values: Record<string, string[]>, message: string): FormState<Data> {
  return { status: 'error', message, errors: {}, values, data: null }
}
