import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'

export class ConfigError extends Error {}

const address = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine(
    (parts) => parts.every((part) => isIP(part) > 0),
    'must be IP addresses, separated by commas, such as 127.0.0.1,::1',
  )

/** A public address: scheme and host only, because the API and the feeds stand at a host's root. */
const publicUrl = z
  .url({ error: 'must be an address such as https://status.example.com', abort: true })
  .refine((value) => /^https?:/.test(value), 'must begin with https:// or http://')
  .refine(
    (value) => new URL(value).pathname === '/' && !value.includes('?'),
    'must not have a path: the page stands at the root of its host',
  )
  .transform((value) => new URL(value).origin)

/** A folder, or a bucket as `s3://bucket/prefix?endpoint=https://…&region=…`. */
const mirror = z
  .string()
  .min(1)
  .transform((value, context) => {
    if (!value.includes('://')) return { folder: resolve(/* turbopackIgnore: true */ value) }
    const url = URL.canParse(value) ? new URL(value) : null
    if (url?.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname)) {
      context.addIssue('must be a folder, or a bucket such as s3://bucket/prefix')
      return z.NEVER
    }
    const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '')
    return {
      bucket: url.hostname,
      prefix: prefix && `${prefix}/`,
      endpoint: url.searchParams.get('endpoint'),
      region: url.searchParams.get('region'),
    }
  })

/** Every setting: its name in the environment, how it is read, its default, and what the README says of it. */
export const settings = {
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    says: 'The address on which Candor listens; `0.0.0.0` for all.',
  },
  PORT: {
    schema: z.coerce.number().int().min(0).max(65_535).default(3000),
    says: 'The port on which Candor listens; `0` for any free one.',
  },
  CANDOR_DATA_DIR: {
    schema: z
      .string()
      .min(1)
      .default('./data')
      .transform((value) => resolve(/* turbopackIgnore: true */ value)),
    says: 'The folder of the database, the keys and the backups.',
  },
  CANDOR_URL: {
    schema: publicUrl.optional(),
    says: 'The page’s public address, such as `https://status.example.com`.',
  },
  CANDOR_TRUSTED_PROXY: {
    schema: address.default([]),
    says: 'Addresses of reverse proxies whose `X-Forwarded-*` headers are believed, separated by commas.',
  },
  CANDOR_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'fatal']).default('info'),
    says: 'The mildest level that is logged: `debug`, `info`, `warn`, `error` or `fatal`.',
  },
  CANDOR_SECRETS_KEY: {
    schema: z
      .string()
      .refine(
        (value) => Buffer.from(value, 'base64').length === 32,
        'must be 32 bytes in base64: openssl rand -base64 32',
      )
      .optional(),
    says: 'The key that seals secrets in the database; without one, `secrets.key` in the data folder is made at the first start.',
  },
  CANDOR_TOKEN: {
    schema: z
      .string()
      .regex(/^cndr_\S+$/, 'must be an API token, which begins with cndr_')
      .optional(),
    says: 'An API token of another page, for `candor … --url`.',
  },
  CANDOR_SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
    says: 'The mail server, such as `smtps://user:password@mail.example.com`. Without one no mail is sent, and nobody can subscribe by mail.',
  },
  CANDOR_MAIL_FROM: {
    schema: z
      .string()
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address, such as Acme Status <status@acme.example>')
      .optional(),
    says: 'The sender of mails, such as `Acme Status <status@acme.example>`; `Candor <status@HOST>` without one.',
  },
  CANDOR_MAIL_BOUNCES: {
    schema: z
      .string()
      .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/, 'must be an address alone, such as bounces@acme.example')
      .optional(),
    says: 'The address that mails come back to which can’t be delivered; the sender’s without one. What comes there is passed on to `/intake/bounces`.',
  },
  CANDOR_PRIVATE_TARGETS: {
    schema: z.enum(['allow', 'refuse'], 'must be allow or refuse').default('refuse'),
    says: 'Whether subscribers’ webhooks may lead to addresses that are not of the public internet: `allow` or `refuse`. Anybody can subscribe a webhook: allow it only on a page that strangers can’t reach.',
  },
  CANDOR_MOST_RECIPIENTS: {
    schema: z.coerce.number().int().min(1_000).default(1_000_000),
    says: 'How many subscribers one piece of news may be for, at least 1000: one for more is held back until an owner agrees.',
  },
  CANDOR_API_RATE: {
    schema: z.coerce.number().int().min(1).default(600),
    says: 'Requests a minute that each API token may make.',
  },
  CANDOR_MIRROR: {
    schema: mirror.optional(),
    says: 'A folder or `s3://bucket/prefix` that holds a static copy of the public page, written after each publication. `?endpoint=` and `&region=` name another service than Amazon’s.',
  },
  CANDOR_OLD_AFTER: {
    schema: z.coerce.number().int().min(60).default(900),
    says: 'Seconds after which a copy of the page, on a mirror or in a cache, says that it can’t confirm the status.',
  },
} as const

export interface Config {
  host: string
  port: number
  dataDir: string
  /** The public address, without a slash at its end. */
  url: string
  /** Whether customers reach the page by https. */
  isSecure: boolean
  trustedProxies: readonly string[]
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  /** The mail server, with user and password; null where no mail is sent. */
  smtpUrl: string | null
  mailFrom: string
  /** Where mails come back to which can't be delivered; null for the sender's address. */
  mailBounces: string | null
  /** Whether webhooks may lead to addresses that are not of the public internet. */
  allowsPrivateTargets: boolean
  /** News for more subscribers waits until an owner agrees. */
  mostRecipients: number
  /** Seals secrets in the database; null where the data folder's own key does. */
  secretsKey: string | null
  /** Where a static copy of the public page is kept; null for nowhere. */
  mirror: z.output<typeof mirror> | null
  /** Seconds after which a copy of the page can't be confirmed. */
  oldAfterSeconds: number
  /** Requests a minute that each API token may make. */
  apiRate: number
  /** An API token of another page, for the command line; null for none. */
  token: string | null
  /** Where this machine itself reaches the page. */
  ownAddress: string
}

/** Reads a whole environment. Throws ConfigError, which names each setting that is wrong and how to mend it. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems = unknownNames(environment)
  const values = parseSettings(environment, problems)
  if (problems.length > 0)
    throw new ConfigError(
      `Candor can't start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
  const url = values.CANDOR_URL ?? `http://${localHost(values.HOST)}:${values.PORT}`
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: values.CANDOR_DATA_DIR,
    url,
    isSecure: url.startsWith('https:'),
    trustedProxies: values.CANDOR_TRUSTED_PROXY,
    logLevel: values.CANDOR_LOG_LEVEL,
    mirror: values.CANDOR_MIRROR ?? null,
    oldAfterSeconds: values.CANDOR_OLD_AFTER,
    secretsKey: values.CANDOR_SECRETS_KEY ?? null,
    mostRecipients: values.CANDOR_MOST_RECIPIENTS,
    apiRate: values.CANDOR_API_RATE,
    token: values.CANDOR_TOKEN ?? null,
    ownAddress: `http://${localHost(values.HOST)}:${values.PORT}`,
    smtpUrl: values.CANDOR_SMTP_URL ?? null,
    allowsPrivateTargets: values.CANDOR_PRIVATE_TARGETS === 'allow',
    mailBounces: values.CANDOR_MAIL_BOUNCES ?? null,
    mailFrom: values.CANDOR_MAIL_FROM ?? `Candor <status@${values.CANDOR_URL ? new URL(url).hostname : hostname()}>`,
  }
}

/** The name under which this machine reaches the address that Candor listens on. */
function localHost(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

let parsed: Config | undefined

/** This process's settings, read from the environment once. */
export function config(): Config {
  parsed ??= readConfig(process.env)
  return parsed
}

/** Replaces some of this process's settings: for a throwaway page that its command starts. */
export function overrideConfig(changes: Partial<Config>): void {
  parsed = { ...config(), ...changes }
}

/** The environment for a process that this one starts, with some settings of its own. */
export function childEnvironment(changes: Partial<Record<keyof typeof settings, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}

type Values = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> }

function parseSettings(environment: Readonly<Record<string, string | undefined>>, problems: string[]): Values {
  const values: Record<string, unknown> = {}
  for (const [name, { schema }] of Object.entries(settings)) {
    // An empty value, as `NAME=` in an env file leaves it, counts as not set.
    const result = schema.safeParse(environment[name] || undefined)
    if (result.success) values[name] = result.data
    else
      problems.push(
        `${name} ${result.error.issues[0]?.message ?? 'is wrong'} (it is ${JSON.stringify(shown(name, environment[name]))}).`,
      )
  }
  const result = values as Values
  const mirrored = result.CANDOR_MIRROR
  if (mirrored && 'folder' in mirrored && mirrored.folder === result.CANDOR_DATA_DIR) {
    problems.push(
      'CANDOR_MIRROR and CANDOR_DATA_DIR name the same folder. The mirror is public: give it a folder of its own.',
    )
  }
  return result
}

const secrets = ['CANDOR_SMTP_URL', 'CANDOR_SECRETS_KEY', 'CANDOR_TOKEN']

/** A value as a message may repeat it: a secret, or an address with a password in it, is not repeated. */
function shown(name: string, value: string | undefined): string {
  return secrets.includes(name) ? '…' : (value ?? '')
}

function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(settings)
  return Object.keys(environment)
    .filter((name) => name.startsWith('CANDOR_') && !known.includes(name))
    .map(
      (name) => `${name} is not a setting of Candor. Did you mean ${nearest(name, known)}? Take it out or correct it.`,
    )
}

function nearest(name: string, known: readonly string[]): string {
  return [...known].sort((a, b) => editDistance(name, a) - editDistance(name, b))[0] ?? ''
}

/** Levenshtein's distance: how many letters must change to turn one name into another. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let place = 0; place < from.length; place++) {
    const next = [place + 1]
    for (let index = 0; index < to.length; index++) {
      const change = (row[index] as number) + (from[place] === to[index] ? 0 : 1)
      next.push(Math.min(change, (row[index + 1] as number) + 1, (next[index] as number) + 1))
    }
    row = next
  }
  return row[to.length] as number
}
