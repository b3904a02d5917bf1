import { seal, unseal } from '#db/sealed'
import { vaultUses, type Vault } from '#domain/subscriptions/vault'
import { secretsKey } from './secrets-key.ts'

/** Seals what subscribers' addresses hide, with the installation's key. */
export const subscriptionVault: Vault = {
  seal: (use, secret) => seal(secretsKey(), vaultUses[use], secret),
  unseal: (use, sealed) => unseal(secretsKey(), vaultUses[use], sealed),
}
