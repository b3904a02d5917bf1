import { config } from '#config'
import { write } from '#domain/database'
import { findOperation } from '#domain/management-api/operation-paths'
import { commandActor, openForCommand } from '../page-database.ts'
import type { Api } from './api.ts'

/** The management API over this machine's database: the same operations, run by whoever holds the file. */
export function localApi(): Api {
  const db = openForCommand()
  const { url } = config()
  return {
    ask: <Answer>(method: string, path: string, sent: unknown = {}): Promise<Answer> => {
      const asked = `/v1${path}`
      const { operation, params } = findOperation({ method, url: asked })
      const query = operation.query.parse(Object.fromEntries(new URL(asked, url).searchParams))
      const body = operation.body?.parse(sent) ?? null
      const request = { actor: commandActor, url, now: Date.now(), params, query, body }
      const answer =
        method === 'GET' ? operation.run({ db, ...request }) : write(db, (tx) => operation.run({ db: tx, ...request }))
      return Promise.resolve(answer as Answer)
    },
    close: () => db.$client.close(),
  }
}
