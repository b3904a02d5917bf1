import { channelWords, filterWords } from './subscriber-words.ts'
import type { Audience, StateFilter, SubscriberChannel, SubscriberQuery } from '#domain/subscriptions/subscriber-list'

const audiences: Audience[] = ['public', 'internal']

/** What an address asks of the list; what is no choice counts for nothing. */
export function subscriberQueryOf(params: Record<string, string | string[] | undefined>): SubscriberQuery {
  const oneOf = <Value extends string>(name: string, known: readonly Value[]) =>
    known.find((value) => value === params[name]) ?? null
  return {
    search: typeof params.search === 'string' ? params.search.trim().slice(0, 254) : '',
    channel: oneOf('channel', Object.keys(channelWords) as SubscriberChannel[]),
    state: oneOf('state', Object.keys(filterWords) as StateFilter[]),
    audience: oneOf('audience', audiences),
  }
}

/** The address at which a query is answered. */
export function subscribersAddress({ search, channel, state, audience }: SubscriberQuery, page = 1): string {
  const said = new URLSearchParams()
  if (search) said.set('search', search)
  if (channel) said.set('channel', channel)
  if (state) said.set('state', state)
  if (audience) said.set('audience', audience)
  if (page > 1) said.set('page', String(page))
  const text = said.toString()
  return text === '' ? '/admin/subscribers' : `/admin/subscribers?${text}`
}
