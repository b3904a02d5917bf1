import type { HeldMessages, HeldNews } from './holds.ts'

/** What news is held back, and to how many it would go: `News of “Logins fail”, for 1,204,000 subscribers`. */
export function heldNewsWords({ title, count, recipients }: HeldNews): string {
  const news = count === 1 ? 'News' : `${counted(count)} pieces of news`
  return `${news} of “${title}”, for ${counted(recipients)} subscribers`
}

/** `4,812 messages to 312 addresses`. */
export function heldMessagesWords({ count, subscribers }: HeldMessages): string {
  return `${counted(count)} message${count === 1 ? '' : 's'} to ${addressesWords(subscribers)}`
}

/** `312 addresses`. */
export function addressesWords(count: number): string {
  return `${counted(count)} address${count === 1 ? '' : 'es'}`
}

function counted(count: number): string {
  return count.toLocaleString('en')
}
