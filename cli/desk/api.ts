import { config } from '#config'
import { localApi } from './local-api.ts'
import { remoteApi } from './remote-api.ts'

/** The management API as a command asks it: of this machine's database, or of another host with a token. */
export interface Api {
  /** Asks an operation, by its path below `/v1`. Throws ApiRefusal for an answer that is no success. */
  ask: <Answer>(method: Method, path: string, body?: unknown) => Promise<Answer>
  close: () => void
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Why an operation was refused, in words for whoever stands at the terminal. */
export class ApiRefusal extends Error {}

export interface DeskOptions {
  /** The address of a page that runs elsewhere; left out, the database in the data folder. */
  url?: string
  /** Print JSON instead of words. */
  json?: boolean
}

/** Runs a command's questions over one API, which is closed after them. */
export async function withApi<Result>({ url }: DeskOptions, run: (api: Api) => Promise<Result>): Promise<Result> {
  const api = url === undefined ? localApi() : remoteApi(url, config().token)
  try {
    return await run(api)
  } finally {
    api.close()
  }
}
