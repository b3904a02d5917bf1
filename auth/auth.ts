import { betterAuth, type HookEndpointContext } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink } from 'better-auth/plugins'
import { nextCookies } from 'better-auth/next-js'
import { config } from '#config'
import type { Connection } from '#db/connection'
import { dataFiles, readOrMakeKey } from '#db/data-folder'
import { accounts, people, rateLimits, sessions, verifications } from '#db/schema/people'
import { log } from '#log'
import { isActive, recordSessionAudit } from './session-audit.ts'

const signInLinkHours = 24
const sessionIdleDays = 7
export const shortestPassword = 12
export const longestPassword = 256

function createAuth(db: Connection) {
  const { url, isSecure, dataDir } = config()
  return betterAuth({
    appName: 'Candor',
    baseURL: url,
    basePath: '/auth',
    secret: readOrMakeKey(dataFiles(dataDir).sessionKey),
    telemetry: { enabled: false },
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      schema: {
        user: people,
        session: sessions,
        account: accounts,
        verification: verifications,
        rateLimit: rateLimits,
      },
    }),
    user: {
      additionalFields: {
        role: { type: 'string', input: false, required: true },
        deactivatedAt: { type: 'number', input: false, required: false },
      },
    },
    // better-auth's messages carry addresses in what follows their first words.
    logger: { level: 'warn', log: (level, message) => log[level]({ library: 'better-auth' }, message) },
    // A locked database reaches the doors as what it is, and they try again.
    onAPIError: { throw: true },
    session: { expiresIn: sessionIdleDays * 24 * 3600 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 60, max: 10 }, '/magic-link/verify': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'candor',
      useSecureCookies: isSecure,
      // The edge sets this header and drops what a client says in it.
      ipAddress: { ipAddressHeaders: ['x-candor-address'] },
    },
    databaseHooks: {
      session: {
        create: {
          before: (session) => Promise.resolve(isActive(db, session.userId) ? { data: session } : false),
          after: (session) => Promise.resolve(recordSessionAudit(db, session.userId, 'session.start', Date.now())),
        },
        delete: {
          after: (session) => Promise.resolve(recordSessionAudit(db, session.userId, 'session.end', Date.now())),
        },
      },
      account: {
        create: {
          after: (account) =>
            Promise.resolve(recordSessionAudit(db, account.userId, 'person.set_password', Date.now())),
        },
        update: {
          after: (account) =>
            Promise.resolve(recordSessionAudit(db, account.userId, 'person.set_password', Date.now())),
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: signInLinkHours * 3600,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ token, metadata }) => {
          // The caller, who stands at the server's terminal, gets the token; nothing is sent.
          const receive: unknown = metadata?.receive
          if (typeof receive === 'function') (receive as (token: string) => void)(token)
        },
      }),
      sessionCookies(),
    ],
  })
}

/**
 * better-auth's own, except that finding no session takes no cookie away: Next would render the page
 * anew, and lead whoever is signed out away from the form with all that they typed.
 */
function sessionCookies() {
  const plugin = nextCookies()
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: ({ path, context }: HookEndpointContext) => path !== '/get-session' || context.returned !== null,
  }))
  return { ...plugin, hooks: { ...plugin.hooks, after } }
}

export type Auth = ReturnType<typeof createAuth>

const made = new WeakMap<Connection, Auth>()

/** better-auth over a connection; made once for each. */
export function authFor(db: Connection): Auth {
  let auth = made.get(db)
  if (!auth) {
    auth = createAuth(db)
    made.set(db, auth)
  }
  return auth
}
