import { createHash, randomInt } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const secretLength = 43

/** A new secret of 256 random bits behind a prefix by which scanners of source code recognise it. */
export function newSecret(prefix: string): string {
  let secret = prefix
  for (let place = 0; place < secretLength; place++) secret += alphabet[randomInt(alphabet.length)]
  return secret
}

/** SHA-256 in hexadecimal: that many random bits need no slow hash. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
