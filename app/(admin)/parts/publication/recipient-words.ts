import type { Recipients } from '#domain/outbox/hand-out'

const channelWords: Record<keyof Required<Recipients>, string> = {
  email: 'by mail',
  webhook: 'by webhook',
  slack: 'in Slack',
  discord: 'in Discord',
  teams: 'in Teams',
  push: 'in their browser',
}

/** How many will be told. */
export function countOf(recipients: Recipients | null): number {
  return Object.values(recipients ?? {}).reduce((sum, count) => sum + count, 0)
}

/** Who hears of it, on which channels, or why nobody does, or not yet: it is for more than `most`. */
export function recipientWords(recipients: Recipients | null, most = Infinity): string {
  if (recipients === null) return 'No subscriber is told of it.'
  const count = countOf(recipients)
  if (count === 0) return 'No subscriber is told: nobody asked to hear of this.'
  const channels = Object.entries(recipients).map(
    ([channel, number]) => `${grouped(number)} ${channelWords[channel as keyof Recipients]}`,
  )
  if (count > most) {
    return `It is for ${subscribersWords(count)}, ${channels.join(', ')}: more than the ${grouped(most)} who may be told unasked. It is held back until an owner agrees.`
  }
  return `${subscribersWords(count)} ${count === 1 ? 'is' : 'are'} told: ${channels.join(', ')}.`
}

/** `4,812 subscribers`. */
export function subscribersWords(count: number): string {
  return `${grouped(count)} subscriber${count === 1 ? '' : 's'}`
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}
