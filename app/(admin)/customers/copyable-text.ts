/** A text in the forms in which it can be copied. */
export interface CopyableText {
  plain: string
  markdown: string
}

/** What support may say of an incident: the words that customers can read already, with where they stand. */
export interface ApprovedText extends CopyableText {
  /** Until when `promising` may be said instead; null where no update is promised. */
  promisedBy: number | null
  promising: CopyableText
}

/** What may be said at an instant: a promise that is missed is nothing to pass on. */
export function textAt(text: ApprovedText, now: number): CopyableText {
  return text.promisedBy !== null && now < text.promisedBy ? text.promising : text
}
