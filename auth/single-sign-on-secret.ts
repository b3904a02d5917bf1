import { config } from '#config'
import { dataFiles, readOrMakeKey } from '#db/data-folder'
import { seal, unseal } from '#db/sealed'

const uses = { clientSecret: 'single sign-on: client secret', attempt: 'single sign-on: attempt' } as const

/** Seals what single sign-on keeps: the client's secret in the database, an attempt in the browser. */
export function sealFor(use: keyof typeof uses, secret: string): string {
  return seal(key(), uses[use], secret)
}

/** Opens it again. Throws SealedError. */
export function unsealFor(use: keyof typeof uses, value: string): string {
  return unseal(key(), uses[use], value)
}

function key(): string {
  const { secretsKey, dataDir } = config()
  return secretsKey ?? readOrMakeKey(dataFiles(dataDir).secretsKey)
}
