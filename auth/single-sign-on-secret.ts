import { seal, unseal } from '#db/sealed'
import { secretsKey } from './secrets-key.ts'

const uses = { clientSecret: 'single sign-on: client secret', attempt: 'single sign-on: attempt' } as const

/** Seals what single sign-on keeps: the client's secret in the database, an attempt in the browser. */
export function sealFor(use: keyof typeof uses, secret: string): string {
  return seal(secretsKey(), uses[use], secret)
}

/** Opens it again. Throws SealedError. */
export function unsealFor(use: keyof typeof uses, value: string): string {
  return unseal(secretsKey(), uses[use], value)
}
