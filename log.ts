import pino from 'pino'
import { config, ConfigError } from '#config'

/**
 * JSON lines on standard output. What the levels mean:
 * debug  for whoever debugs Candor
 * info   what users and the system did
 * warn   what could become an error
 * error  every error
 * fatal  what ends the process
 * Nothing secret or personal is logged: no names, no addresses, no texts, no tokens.
 */
export const log = pino({
  level: wantedLevel(),
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { error: pino.stdSerializers.err },
})

/** A wrong setting stops the start, which says so itself; until then there is a log. */
function wantedLevel(): string {
  try {
    return config().logLevel
  } catch (error) {
    if (error instanceof ConfigError) return 'info'
    throw error
  }
}

/**
 * A path as it may be logged: without its query, and without the secret of a one-time link, of a
 * subscriber's link or of an alert source's address.
 */
export function loggablePath(path: string): string {
  const asked = path.split('?')[0] ?? ''
  const [, personal] = /^\/(subscriptions\/[^/]+)\/./i.exec(decoded(asked)) ?? []
  if (personal !== undefined) return `/${personal}/…`
  return asked.replace(/^(\/(?:admin\/(?:setup|link)|intake)\/).+/, '$1…').replace(/cndr_.+/, 'cndr_…')
}

/** A path as the edge reads it, however it was written; as it is where it can't be read. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}
