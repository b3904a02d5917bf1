import type { HookEndpointContext } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'

const backupCodeCount = 10
const mostFailures = 10
const lockSeconds = 15 * 60

/**
 * better-auth's second factor, asked for after a one-time link too: by itself it knows only passwords.
 * Seeds and backup codes are encrypted with the session key. Passkeys would stand beside it, but
 * better-auth's package for them stops at 1.7.6 and doesn't fit this version.
 */
export function secondFactorPlugin() {
  const plugin = twoFactor({
    issuer: 'Candor',
    allowPasswordless: true,
    backupCodeOptions: { amount: backupCodeCount, storeBackupCodes: 'encrypted' },
    accountLockout: { enabled: true, maxFailedAttempts: mostFailures, durationSeconds: lockSeconds },
  })
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: HookEndpointContext) => context.path === '/magic-link/verify' || hook.matcher(context),
  }))
  return { ...plugin, hooks: { ...plugin.hooks, after } }
}
