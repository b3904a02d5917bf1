import type { StateFilter, SubscriberChannel, SubscriberState } from '#domain/subscriptions/subscriber-list'

export const channelWords: Record<SubscriberChannel, string> = {
  email: 'E-mail',
  webhook: 'Webhook',
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Microsoft Teams',
  push: 'Web push',
}

export const stateWords: Record<SubscriberState, string> = {
  active: 'Active',
  unconfirmed: 'Unconfirmed',
  quarantined: 'Held back',
}

/** What the list is narrowed to. */
export const filterWords: Record<StateFilter, string> = { ...stateWords, complained: 'Complained' }

/** `1 subscriber`, `4,812 subscribers`. */
export function countWords(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'subscriber' : 'subscribers'}`
}
