import type { Db } from '#domain/database'
import type { MessageKind, Values } from '#domain/messages/message-kinds'
import { readMessageTemplate, type Templates } from '#domain/messages/message-templates'
import { fillTemplates, noWords, type FilledWords } from '#domain/messages/templates'
import { log } from '#log'

/** The page's own words for a message, filled in. Where they can't be, Candor's are sent: no message waits for its words. */
export function readOwnWords(db: Db, kind: MessageKind, values: Values): FilledWords {
  return filledOrNone(kind, () => readMessageTemplate(db, kind), values)
}

/** The same of templates that are at hand. */
export function filledOrNone(kind: MessageKind, read: () => Templates, values: Values): FilledWords {
  try {
    return fillTemplates(read(), values)
  } catch (error) {
    log.warn({ error, kind }, 'the page’s own words for a message could not be filled in; Candor’s were sent')
    return noWords
  }
}
