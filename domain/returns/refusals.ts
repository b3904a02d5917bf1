/**
 * Codes by which a server says that there is no such mailbox, or that it takes no mail (RFC 3463, 3.2 and 3.3;
 * 5.1.10 of RFC 7505). OpenSMTPD says 5.2.4 of a user that it doesn't know.
 */
const mailboxCodes = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.2.2', '5.2.4'])
/** How servers say the same that name no such code. */
const mailboxWords =
  /(?:no such|unknown|invalid|un-?rout(?:e?)able|non-?existent|no) (?:\w+ ){0,2}(?:user|recipient|mailbox|address|account)|(?:user|recipient|mailbox|address|account)\b.{0,80}\b(?:unknown|not found|not exist|disabled|unavailable|not (?:known|valid))|(?:does not|doesn[’']t) exist/i
/** What is said of who sends, whatever it is called. */
const senderWords = /sender|relay|authenti|sending|MAIL FROM|STARTTLS|\bHELO\b|\bEHLO\b|quota|limit/i
const ownCodes = new Set(['5.1.7', '5.1.8', '5.3.4', '5.3.5', '5.4.4', '5.4.5', '5.7.0', '5.7.8'])

/** The code of RFC 3463 that a server's answer holds; null where there is none. */
export function statusIn(text: string): string | null {
  return /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? null
}

/**
 * What a 5xx about a recipient refuses (RFC 5321, 4.2.1): the mailbox, so that nothing more is worth
 * sending there; us, as an address that we send from or how much we send, which somebody can mend; or this
 * mail alone, by its contents or a policy. Where it can't be told, the mailbox is not held to be at fault:
 * one wrong setting would silence the whole list.
 */
export function blameOf(answer: string, code = statusIn(answer)): 'mailbox' | 'us' | 'mail' {
  const said = code === null || code.endsWith('.0.0') ? null : code
  if (said !== null && mailboxCodes.has(said)) return 'mailbox'
  if ((said !== null && ownCodes.has(said)) || said?.startsWith('5.5.') || senderWords.test(answer)) return 'us'
  return said === null && mailboxWords.test(answer) ? 'mailbox' : 'mail'
}
