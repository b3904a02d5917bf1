/** Seals what must not lie open in the database and opens it again, with the installation's key; the doors and the worker hold one. */
export interface Vault {
  seal: (use: VaultUse, secret: string) => string
  /** Throws where it was sealed with another key or for another use. */
  unseal: (use: VaultUse, sealed: string) => string
}

export type VaultUse = 'target' | 'signing' | 'push'

/** How a use is named to the seal, which binds what is sealed to it. */
export const vaultUses: Record<VaultUse, string> = {
  target: 'subscription: target',
  signing: 'subscription: signing secrets',
  push: 'subscription: push keys',
}
