'use server'

import { ZodError } from 'zod'
import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { DomainError } from '#domain/errors'
import { linkCustomer, listCustomerLinks, markNotTold, markTold, unlinkCustomer } from '#domain/support/customer-links'
import { parseCustomerText } from '#domain/support/customer-text'
import { customerAnchor } from './customer-words.ts'

/** Links what was pasted or typed in one line. */
export const linkCustomerAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  const { reference, url, name } = parseCustomerText(textOf(form, 'customer'))
  try {
    linkCustomer(db, actor, { incidentId, reference, url, name }, now)
  } catch (error) {
    throw besideTheField(error)
  }
  const linked = listCustomerLinks(db, incidentId).length
  return { message: `${reference} is linked. ${linked === 1 ? 'It is the first one.' : `${linked} are linked now.`}` }
})

/** Marks one of an incident's customers: told, not told after all, or not linked any more. */
export const markCustomerAction = adminAction(({ db, actor, now }, form) => {
  const [intent = '', linkId = ''] = textOf(form, 'intent').split(':')
  if (intent === 'told') markTold(db, actor, linkId, now)
  else if (intent === 'undo') markNotTold(db, actor, linkId, now)
  else if (intent === 'unlink') unlinkCustomer(db, actor, linkId, now)
  else throw new DomainError('invalid', 'Press one of the buttons of a customer.')
  // Without scripts the next one to tell is where the page opens.
  const next = listCustomerLinks(db, textOf(form, 'incidentId')).find((link) => !link.isTold)
  const anchor = next ? `#${customerAnchor(next.id)}` : ''
  return { stayAt: `${pageOf(form)}${anchor}` }
})

/** The page on which the form stood; nothing but the pages that have one. */
function pageOf(form: FormData): string {
  const page = textOf(form, 'page')
  return /^\/admin\/(to-tell|incidents\/[a-z0-9]{12}(\/customers)?)$/.test(page) ? page : '/admin/to-tell'
}

/** One field holds reference, address and name: what is wrong with any of them stands beside it. */
function besideTheField(error: unknown): unknown {
  if (error instanceof ZodError) {
    return new ZodError(error.issues.map((issue) => ({ ...issue, path: ['customer'] })))
  }
  if (error instanceof DomainError && error.field === 'reference') {
    return new DomainError(error.code, error.message, 'customer')
  }
  return error
}
