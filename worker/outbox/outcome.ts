/** What became of one message. */
export type Outcome =
  | { kind: 'sent'; answer: string }
  /** It may work later; not before `retryAfter`, an instant, where the other side named one. */
  | { kind: 'later'; answer: string; retryAfter?: number }
  /** It never will; `reason` where the address itself refuses, so that nothing more is sent there. */
  | { kind: 'never'; answer: string; reason?: string }
  /** Not the message's fault: nothing can be sent on this channel now. */
  | { kind: 'blocked'; answer: string }
