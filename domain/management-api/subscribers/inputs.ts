import { z } from 'zod'
import { mayAct, type Actor } from '../../actor.ts'
import { DomainError } from '../../errors.ts'
import type { ListOrder, SubscriberChannel, SubscriberQuery } from '../../subscriptions/subscriber-list.ts'
import { flagSaying, ids, loose, mostPerPage, text, textSaying } from '../inputs.ts'

/** The kinds of subscribers that Statuspage knows; nobody is here by those that Candor has not. */
export const types = ['email', 'sms', 'webhook', 'integration_partner', 'slack', 'teams'] as const
export type SubscriberType = (typeof types)[number]
const states = ['active', 'unconfirmed', 'quarantined', 'all'] as const

const empty = (value: unknown) => value || undefined
export const type = loose(empty, z.enum(types), { enum: ['', ...types] })
export const state = loose(empty, z.enum(states), { enum: ['', ...states], description: 'active unless told.' })

const number = (least: number, description: string) =>
  loose(
    (value) => (value === '' ? undefined : Number(value)),
    z.int('must be a whole number').min(least, `begins with ${least}`),
    { type: 'integer', minimum: least, description },
  )

const page = number(0, '0 comes first.')
const size = number(1, 'At most 100; 100 unless told.')

export const pageQuery = z.object({ page, per_page: size, limit: size })

export const listQuery = pageQuery.extend({
  q: textSaying('A part of the address.'),
  type,
  state,
  sort_field: loose(empty, z.enum(['primary', 'created_at', 'quarantined_at', 'relevance']), {
    enum: ['', 'primary', 'created_at', 'quarantined_at', 'relevance'],
    description: 'primary is the address; relevance counts as created_at.',
  }),
  sort_direction: loose(empty, z.enum(['asc', 'desc']), { enum: ['', 'asc', 'desc'] }),
})

export const countQuery = z.object({ type, state })

/** Where a page of a list of subscribers begins: unlike all other lists its pages begin at 0. */
export function pageOf({ page = 0, per_page, limit }: z.output<typeof pageQuery>): { offset: number; limit: number } {
  const most = Math.min(per_page ?? limit ?? mostPerPage, mostPerPage)
  return { offset: page * most, limit: most }
}

export function orderOf({ sort_field, sort_direction = 'desc' }: z.output<typeof listQuery>): ListOrder {
  const by = sort_field === 'primary' ? 'address' : sort_field === 'quarantined_at' ? 'quarantined' : 'came'
  return { by, direction: sort_direction }
}

/** What a list is narrowed to; null where nobody can be of that kind. */
export function queryOf({
  type,
  state = 'active',
}: Pick<z.output<typeof listQuery>, 'type' | 'state'>): Partial<SubscriberQuery> | null {
  if (type === 'sms' || type === 'integration_partner') return null
  const channel: SubscriberChannel | null = type ?? null
  return { channel, state: state === 'all' ? null : state }
}

const addressed = {
  email: text,
  endpoint: text,
  phone_country: text,
  phone_number: text,
  skip_confirmation_notification: flagSaying(
    'True subscribes at once, without the letter that asks: for tokens of owners, who thereby say that consent was given.',
  ),
}

export const newSubscriber = z.object({
  subscriber: z.object({ ...addressed, page_access_user: text, component_ids: ids }),
})
export const newIncidentSubscriber = z.object({ subscriber: z.object(addressed) })

export const changedSubscriber = z.object({
  component_ids: ids.meta({ description: 'What they hear of from now on; at least one.' }),
  subscriber: loose((value) => value ?? undefined, z.object({ component_ids: ids }), {
    type: ['object', 'null'],
    properties: { component_ids: { type: 'array', items: { type: 'string' } } },
  }),
})

/** Which subscribers something is done to: their ids, or all of a kind. */
export const manySubscribers = z.object({
  subscribers: loose(
    (value) => (typeof value === 'string' && value !== 'all' ? value.split(',').map((id) => id.trim()) : value),
    z.union([z.literal('all'), z.array(z.string()).min(1).max(100)], 'must be a list of at most 100 ids, or "all"'),
    {
      anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, maxItems: 100 }],
      description: 'Ids, or “all”.',
    },
  ),
  type,
  state,
  skip_unsubscription_notification: flagSaying('Nobody is written to in either case.'),
})

type Addressed = z.output<typeof newIncidentSubscriber>['subscriber']

/** The address to subscribe. Throws `invalid` for what Candor can't send to, and where there is none. */
export function emailIn({ email, endpoint, phone_number, phone_country }: Addressed): string {
  if (endpoint !== undefined && endpoint !== '') {
    throw new DomainError(
      'invalid',
      'Webhooks can’t be added through the API: whoever owns the address subscribes it on the page. Send subscriber[email].',
    )
  }
  if (phone_number || phone_country) {
    throw new DomainError('invalid', 'Candor sends no text messages. Send subscriber[email].')
  }
  if (email === undefined || email === '') throw new DomainError('invalid', 'Say whom to subscribe: subscriber[email].')
  return email
}

/** What stands for the letter that asks: the word of an owner's token. Throws `forbidden` for others. */
export function consentIn(
  { skip_confirmation_notification: skips }: Addressed,
  by: Pick<Actor, 'kind' | 'name' | 'role'>,
  now: number,
) {
  if (!skips) return {}
  if (!mayAct(by.role, 'owner')) {
    throw new DomainError(
      'forbidden',
      'Only a token with the role owner may set skip_confirmation_notification: it states that consent was given. Leave it out, and the address is asked by mail.',
    )
  }
  return { consentedAt: now, consentSource: by.kind === 'token' ? `token ${by.name}` : by.name }
}
