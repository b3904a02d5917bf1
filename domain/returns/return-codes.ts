import { createHmac, timingSafeEqual } from 'node:crypto'

/** The header of each mail by which a report that returns it leads back to whom it went to. */
export const returnHeader = 'X-Candor-Return'

/** As much of an HMAC as makes guessing hopeless, and a header short. */
const codeBytes = 16

/**
 * What the header holds for a message: its own name (the part of its Message-ID before the @, made of
 * ids that say nothing) and an HMAC-SHA-256 over it with the installation's key. Nobody can write one for
 * a mail that they have not been sent, so that a forged report reaches nobody else.
 */
export function returnCode(key: string, messageName: string): string {
  const code = createHmac('sha256', Buffer.from(key, 'base64')).update(`returned mail\n${messageName}`).digest()
  return `${messageName}.${code.subarray(0, codeBytes).toString('base64url')}`
}

/** The name of the message that a code was made for; null for a code that is not ours. */
export function messageOfCode(key: string, code: string): string | null {
  const name = code.slice(0, Math.max(0, code.lastIndexOf('.')))
  const expected = Buffer.from(returnCode(key, name))
  const given = Buffer.from(code)
  return expected.length === given.length && timingSafeEqual(expected, given) ? name : null
}
