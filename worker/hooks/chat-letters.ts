import type { Reader } from '#components/mail/news-words'
import type { Message } from '#domain/outbox/claims'
import type { LinkUse } from '#domain/subscriptions/links'
import type { ChatMessage } from './chat-messages.ts'

/** What every test message says. */
export const testWords = 'This is a test. It tells of nothing that happened.'

/** A letter about the subscription, in the chat or browser that it is of. */
export function letterForChat(
  letter: NonNullable<Message['letter']>,
  { pageName, pageUrl }: Reader,
  linkOf: (use: LinkUse) => string,
  place: 'chat' | 'browser',
): ChatMessage {
  const common = { state: 'no_data', components: '', promise: null, manage: linkOf('manage') } as const
  if (letter === 'confirm') {
    return {
      ...common,
      title: `News of ${pageName} in this ${place}?`,
      url: linkOf('confirm'),
      standing: `Somebody gave the address of this ${place}`,
      parts: [{ label: 'Nothing is posted until somebody says yes', text: 'If nobody here asked for it, do nothing.' }],
      button: 'Look, then confirm',
    }
  }
  if (letter === 'test') {
    return {
      ...common,
      state: 'operational',
      title: `Test: news of ${pageName} arrives here`,
      url: pageUrl,
      standing: 'Nothing is wrong',
      parts: [{ label: 'Somebody asked for this message', text: testWords }],
      button: 'Open the page',
    }
  }
  if (letter === 'leave') {
    return {
      ...common,
      title: `No more news of ${pageName} in this ${place}?`,
      url: linkOf('leave'),
      standing: 'Somebody asked that it ends',
      parts: [{ label: 'It ends when somebody confirms it', text: 'To keep the news, do nothing.' }],
      button: 'Look, then leave',
    }
  }
  if (letter === 'renewed') {
    return {
      ...common,
      title: `A new link for the news of ${pageName} in this ${place}`,
      url: linkOf('manage'),
      standing: 'Somebody with the link asked for it',
      parts: [{ label: 'The links in earlier messages do nothing any more', text: 'What it hears was not changed.' }],
      button: 'See what it hears',
    }
  }
  return {
    ...common,
    title: `What this ${place} hears of ${pageName} was changed`,
    url: linkOf('manage'),
    standing: 'Somebody with the link changed it',
    parts: [],
    button: 'See what it hears',
  }
}
