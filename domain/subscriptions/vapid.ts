import { createECDH, hkdfSync } from 'node:crypto'

const curve = 'prime256v1'
/** The order of P-256 (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
/** 128 bits more than the order has, so that its remainder is as good as even. */
const seedBytes = 48
const use = 'web push: VAPID key'

/** The pair by which push services know this page again (RFC 8292), in base64url. */
export interface VapidKeys {
  publicKey: string
  privateKey: string
}

/**
 * The page's VAPID keys, made of the installation's key by HKDF-SHA256 (RFC 5869): always the same, so
 * that nothing more is stored or lost. Whoever changes that key ends the browsers' subscriptions, whose
 * addresses it seals, too.
 */
export function vapidKeys(key: string): VapidKeys {
  const seed = Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), '', use, seedBytes))
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (order - 1n)) + 1n
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH(curve)
  pair.setPrivateKey(privateKey)
  return { publicKey: pair.getPublicKey().toString('base64url'), privateKey: privateKey.toString('base64url') }
}
