import { GuardedFetchError, type GuardedFetch, type GuardedResponse } from '#net/guarded-fetch'
import { ImportError } from './problems.ts'
import { mostBytes, type Source } from './source.ts'

const mostAttempts = 4
const longestWaitMs = 60_000

export interface PageSourceOptions {
  fetch: GuardedFetch
  /** Whether the operator allows an address of this machine or its networks. */
  allowPrivate: boolean
  /** Between two requests. */
  delayMs: number
  pause: (ms: number) => Promise<void>
}

/** A page on the web. Its documents lie at the root of its host, whatever part of it the operator named. */
export function openPage(address: string, options: PageSourceOptions): Source {
  const base = baseOf(address)
  let asked = false
  return {
    name: address,
    host: base.host,
    isRemote: true,
    listIncidents: () => Promise.resolve([]),
    async read(file) {
      if (asked) await options.pause(options.delayMs)
      asked = true
      const answer = await ask(new URL(pathOf(file), base).href, options)
      return answer && isDocument(file, answer) ? answer.body.toString('utf8') : null
    },
  }
}

/** Asks again, after as long as the page says, where it is asked too often or is busy; null where nothing is there. */
async function ask(url: string, options: PageSourceOptions): Promise<GuardedResponse | null> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(url, options)
    if (answer.status === 200) return answer
    if (answer.status !== 429 && answer.status !== 420 && answer.status < 500) return null
    if (attempt === mostAttempts) throw new ImportError([`${url}: answered ${answer.status}, ${mostAttempts} times`])
    const seconds = Number(answer.headers.get('retry-after'))
    const wished = Number.isFinite(seconds) ? seconds * 1_000 : 0
    await options.pause(Math.min(Math.max(wished, options.delayMs * 2 ** attempt), longestWaitMs))
  }
}

async function send(url: string, { fetch, allowPrivate }: PageSourceOptions): Promise<GuardedResponse> {
  try {
    return await fetch(url, {
      allowPrivate,
      maxBytes: mostBytes,
      headers: { accept: 'application/json, application/atom+xml', 'user-agent': 'candor-import' },
    })
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error
    const hint = error.code === 'private_address' ? ' Say --allow-private to import from it all the same.' : ''
    throw new ImportError([`${error.message}${hint}`])
  }
}

/** Some hosts answer any path with 200 and a page for people. */
function isDocument(file: string, answer: GuardedResponse): boolean {
  const type = answer.headers.get('content-type') ?? ''
  const start = answer.body.subarray(0, 200).toString('utf8').trimStart()
  if (/html/i.test(type)) return false
  return file.endsWith('.atom') ? start.startsWith('<') && !/^<!doctype html/i.test(start) : !start.startsWith('<')
}

function pathOf(file: string): string {
  const history = /^history-(\d+)\.json$/.exec(file)
  if (history) return `history.json?page=${history[1]}`
  if (file.startsWith('incidents/') || file === 'history.atom') return file
  const list = /^(incidents|scheduled-maintenances)-(unresolved|active|upcoming)\.json$/.exec(file)
  return list ? `api/v2/${list[1]}/${list[2]}.json` : `api/v2/${file}`
}

function baseOf(address: string): URL {
  const url = new URL(address)
  return new URL('/', url)
}
