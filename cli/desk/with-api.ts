import { config } from '#config'
import type { Api } from './api.ts'
import { localApi } from './local-api.ts'
import { remoteApi } from './remote-api.ts'

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
