/** A mail as it goes to the server. */
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** The same for each try, so that a repeat can be recognised. */
  messageId: string
  /** The thread that it belongs to; null where it stands alone. */
  thread: string | null
  headers: Record<string, string>
}
