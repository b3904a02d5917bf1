import type { messageKinds } from '#db/schema/messages'

export type MessageKind = (typeof messageKinds)[number]

/** The parts of a message that can be in the page's own words. The facts between them are always Candor's. */
export const templateParts = ['subject', 'opening', 'closing'] as const
export type TemplatePart = (typeof templateParts)[number]

/** What a variable stands for, by its name. */
export const variableWords = {
  page: 'The page’s name',
  page_url: 'The page’s address',
  title: 'What the incident or maintenance is called',
  state: 'What is told, in a word or two',
  components: 'The components that it concerns; empty where it names none',
  impact: 'How bad it is',
  link: 'Where all of it stands',
  time: 'When it was published, in the reader’s time zone',
  next: 'When a maintenance is planned and the next update comes; empty where nothing is promised',
  count: 'How many incidents and maintenances it tells of',
  titles: 'What they are called',
} as const

export type Variable = keyof typeof variableWords
export type Values = Partial<Record<Variable, string>>

const ofNews: readonly Variable[] = [
  'page',
  'page_url',
  'title',
  'state',
  'components',
  'impact',
  'link',
  'time',
  'next',
]
const letterKinds = ['confirm', 'leave', 'changed', 'failing'] as const satisfies readonly MessageKind[]
const ofLetters: readonly Variable[] = ['page', 'page_url']

interface KindOfMessage {
  label: string
  hint: string
  variables: readonly Variable[]
  parts: readonly TemplatePart[]
}

/** Each kind of message whose words can be the page's own. */
export const kindsOfMessages: Record<MessageKind, KindOfMessage> = {
  update: news('Update of an incident', 'Each update, from the first to the last.'),
  maintenance: news('Update of a maintenance', 'When it is planned, begins, ends or is called off.'),
  correction: news('Correction', 'What was said before was not right.'),
  report: news('Follow-up report', 'The report is published, or published anew.'),
  actions_done: news('Action items done', 'The last that a report promised is done.'),
  digest: {
    label: 'Several at once',
    hint: 'The daily mail, where it tells of more than one incident or maintenance.',
    variables: ['page', 'page_url', 'count', 'titles'],
    parts: templateParts,
  },
  confirm: letter('Letter: confirm', 'Asks a new address whether it wants news.'),
  leave: letter('Letter: leave', 'Asks whether an address wants no more news.'),
  changed: letter('Letter: changed', 'Says what an address hears from now on.'),
  failing: letter('Letter: a webhook fails', 'Goes to whoever is named for a webhook.'),
  chat: {
    label: 'Headline in chats',
    hint: 'The first line in Slack, Discord and Teams.',
    variables: ofNews,
    parts: ['subject'],
  },
}

export type LetterKind = (typeof letterKinds)[number]

/** Whether it is a letter about the subscription itself. */
export function isLetter(kind: MessageKind): kind is LetterKind {
  return (letterKinds as readonly string[]).includes(kind)
}

/** Whether a name, such as one in an address, is that of a kind of message. */
export function isMessageKind(name: string): name is MessageKind {
  return Object.hasOwn(kindsOfMessages, name)
}

function news(label: string, hint: string): KindOfMessage {
  return { label, hint, variables: ofNews, parts: templateParts }
}

function letter(label: string, hint: string): KindOfMessage {
  return { label, hint, variables: ofLetters, parts: templateParts }
}
