import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
/** Which way it was sealed, so that another may follow. */
const version = 'v1'

/** A secret that can't be opened: it was sealed with another key, or changed since. */
export class SealedError extends Error {}

/**
 * Seals a secret for the database (AES-256-GCM, NIST SP 800-38D). `use` says what it is for, and is bound
 * to it: a value that is copied into another column can't be opened there. `key` is 32 bytes in base64.
 */
export function seal(key: string, use: string, secret: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyBytes(key), nonce).setAAD(Buffer.from(use))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`
}

/** Opens what `seal` made for the same use. Throws SealedError where the key is another or the value was changed. */
export function unseal(key: string, use: string, value: string): string {
  const [found, content = ''] = value.split('.')
  const bytes = Buffer.from(content, 'base64')
  if (found !== version || bytes.length < nonceBytes + tagBytes) throw new SealedError('this is no sealed secret')
  const decipher = createDecipheriv(algorithm, keyBytes(key), bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(use))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new SealedError('A secret in the database can’t be opened: the key is another than the one that sealed it.', {
      cause: error,
    })
  }
}

function keyBytes(key: string): Buffer {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32) throw new SealedError('the key has not 32 bytes in base64')
  return bytes
}
