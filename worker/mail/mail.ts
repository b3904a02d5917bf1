/** A mail as it goes to the server. */
export interface Mail {
  to: string
  /** The whole message as MIME, ASCII throughout. */
  mime: () => Promise<string>
}
