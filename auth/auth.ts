import { betterAuth, type HookEndpointContext } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink } from 'better-auth/plugins'
import { nextCookies } from 'better-auth/next-js'
import { config } from '#config'
import type { Connection } from '#db/connection'
import { dataFiles, readOrMakeKey } from '#db/data-folder'
import { accounts, people, rateLimits, sessions, twoFactors, verifications } from '#db/schema/people'
import { log } from '#log'
import { passwordsInTurn } from './password-queue.ts'
import { secondFactorPlugin } from './second-factor-plugin.ts'
import { sessionAbsoluteDays, sessionIdleDays } from './session-limits.ts'
import { recordSessionAudit, recordSessionEnd } from './session-audit.ts'
import { mayBegin, recordBeginning } from './single-sign-on-rules.ts'
import { vouchedSessions } from './single-sign-on-session.ts'

const signInLinkHours = 24
const dayMs = 24 * 3_600_000
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
        twoFactor: twoFactors,
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
    // The cookie lasts as long as a session can; the row says when it ends, and reading pages prolongs that.
    session: {
      expiresIn: sessionAbsoluteDays * 24 * 3600,
      disableSessionRefresh: true,
      additionalFields: {
        confirmedAt: { type: 'number', input: false, required: false },
        singleSignOnAt: { type: 'number', input: false, required: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: passwordsInTurn,
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      // Our own forms count by address and by account before they come here (`tries.ts`).
      customRules: { '/sign-in/email': false, '/magic-link/verify': false, '/two-factor/*': false },
    },
    advanced: {
      // A browser takes a `__Host-` cookie from this host over https alone, and never from a neighbour of the domain.
      cookiePrefix: isSecure ? '__Host-candor' : 'candor',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: 'lax', path: '/' },
      // The edge sets this header and drops what a client says in it.
      ipAddress: { ipAddressHeaders: ['x-candor-address'] },
    },
    databaseHooks: {
      session: {
        create: {
          before: (session) =>
            Promise.resolve(mayBegin(db, session) ? { data: { ...session, expiresAt: idleEnd() } } : false),
          after: (session, context) => Promise.resolve(recordBeginning(db, session, context?.path, Date.now())),
        },
        delete: {
          after: (session, context) => Promise.resolve(recordSessionEnd(db, session, context?.path, Date.now())),
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
      secondFactorPlugin(db),
      vouchedSessions(),
      sessionCookies(),
    ],
  })
}

function idleEnd(): Date {
  return new Date(Date.now() + sessionIdleDays * dayMs)
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
