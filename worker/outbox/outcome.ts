/** However much patience the other side asks for, it is tried again then. */
export const longestRetryAfterMs = 6 * 3_600_000

/** What became of one message. */
export type Outcome =
  | { kind: 'sent'; answer: string }
  /** It may work later; not before `retryAfter`, an instant, where the other side named one. `isFault` where it broke down or can't be reached, `isPaused` where so much failed there that nothing is sent for a while, `isTooMuch` where a mail server says that it gets too much. */
  | { kind: 'later'; answer: string; retryAfter?: number; isFault?: true; isPaused?: true; isTooMuch?: true }
  /** It was not tried: there is no room for it before `until`, an instant. */
  | { kind: 'wait'; answer: string; until: number }
  /** It never will; `reason` where the address itself refuses, so that nothing more is sent there, `isGone` where it wants to be forgotten. */
  | { kind: 'never'; answer: string; reason?: string; isGone?: true }
  /** Not the message's fault: nothing can be sent on this channel now. `isCounted` where it may have been taken all the same, so that it can't be tried for ever. */
  | { kind: 'blocked'; answer: string; isCounted?: true }
