import type { HookEndpointContext } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { Connection } from '#db/connection'
import { isUsedCode } from './second-factor-codes.ts'

const backupCodeCount = 10
const mostFailures = 10
const lockSeconds = 15 * 60

/**
 * better-auth's second factor, asked for after a one-time link too: by itself it knows only passwords. Nor does
 * it remember which codes were used: one that was goes on to it as none, so that it counts as the wrong one that it is.
 * Seeds and backup codes are encrypted with the session key. Passkeys would stand beside it, but
 * better-auth's package for them stops at 1.7.6 and doesn't fit this version.
 */
export function secondFactorPlugin(db: Connection) {
  const plugin = twoFactor({
    issuer: 'Candor',
    allowPasswordless: true,
    backupCodeOptions: { amount: backupCodeCount, storeBackupCodes: 'encrypted' },
    accountLockout: { enabled: true, maxFailedAttempts: mostFailures, durationSeconds: lockSeconds },
  })
  const before = [
    {
      matcher: ({ path }: HookEndpointContext) => path === '/two-factor/verify-totp',
      handler: createAuthMiddleware(async (context) =>
        (await isUsedCode(db, context)) ? { context: { body: { code: '' } } } : undefined,
      ),
    },
  ]
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: HookEndpointContext) => context.path === '/magic-link/verify' || hook.matcher(context),
  }))
  return { ...plugin, hooks: { ...plugin.hooks, before, after } }
}
