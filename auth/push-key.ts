import { vapidKeys } from '#domain/subscriptions/vapid'
import { secretsKey } from './secrets-key.ts'

/** What browsers know this page's messages by: the public half of its VAPID keys, in base64url. */
export function pushPublicKey(): string {
  return vapidKeys(secretsKey()).publicKey
}
